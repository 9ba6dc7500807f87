-- Frames: found in the bytes of a connection, put together over segments, read.

local function reader(tvb, first, last, tree)
  return { tvb = tvb, at = first, stop = last, size = last, origin = first, tree = tree, depth = 0, problems = 0 }
end

local function variantOf(framing, tvb, at)
  if #framing.variants == 1 then return framing.variants[1] end
  for _, variant in ipairs(framing.variants) do
    local fits = true
    for _, each in ipairs(variant.marks) do
      if at + each[1] >= tvb:len() then return nil, true end
      fits = fits and bits.band(tvb:range(at + each[1], 1):uint(), each[2]) == each[3]
    end
    if fits then return variant end
  end
end

-- How long the frame is that begins here; nil where more bytes have to come, with their number where it is known; false where there is none.
local function cut(framing, tvb, at, choose)
  local variant, isShort = variantOf(framing, tvb, at)
  if not variant then
    if isShort then return nil end
    return false, "begins like none of its variants"
  end
  local r = reader(tvb, at, tvb:len())
  local isRead, found = pcall(variant.cut, r, { choose = choose, variant = variant, pad = framing.pad, changed = framing.changed })
  if not isRead then
    if type(found) ~= "table" then error(found, 0) end
    if found.isShort then return nil end
    return false, found.text
  end
  if found < variant.min or found > variant.max then return false, "announces " .. found .. " bytes, which cannot be" end
  if at + found > tvb:len() then return nil, at + found - tvb:len() end
  return found
end

local function unescape(rule, tvb, first, last)
  local bytes, count, at = ByteArray.new(), 0, first
  bytes:set_size(last - first)
  while at < last do
    local value = tvb:range(at, 1):uint()
    if value == rule.escape then
      at = at + 1
      value = at < last and rule.codes[tvb:range(at, 1):uint()]
      if not value then return nil, "has an escape byte before a byte that stands for nothing" end
    end
    bytes:set_index(count, value)
    count, at = count + 1, at + 1
  end
  bytes:set_size(count)
  return bytes
end

-- Reads one frame whose bytes are all there.
local function dissect(framing, tvb, at, length, tree, choose)
  local item = tree and tree:add(protocol, tvb:range(at, length))
  local context = { choose = choose, item = item, pad = framing.pad, changed = framing.changed, body = bodyField }
  local r
  if framing.escape then
    local bytes, problem = unescape(framing.escape, tvb, at + 1, at + length - 1)
    r = reader(tvb, at, at + length, item)
    if not bytes then
      complain(r, item, problem)
      return r, context
    end
    if bytes:len() == 0 then return r, context end
    local plain = tree and bytes:tvb("Frame without escapes") or bytes:tvb("frame")
    r = reader(plain, 0, plain:len(), item)
  else
    r = reader(tvb, at, at + length, item)
  end
  context.variant = variantOf(framing, r.tvb, r.at)
  if not context.variant then
    complain(r, item, "begins like none of its variants")
    return r, context
  end
  local isRead, found = pcall(context.variant.read, r, context)
  if not isRead then
    if type(found) ~= "table" then error(found, 0) end
    r.problems = r.problems + 1
    if item then item:add_proto_expert_info(experts.malformed, "Malformed at byte " .. found.at .. ": " .. found.text) end
  end
  if item then item:append_text(", " .. (context.title or "?")) end
  return r, context
end

-- The flags around a frame; nothing between two flags is no frame.
local function between(rule, tvb, at)
  while at + 1 < tvb:len() and tvb:range(at, 1):uint() == rule.flag and tvb:range(at + 1, 1):uint() == rule.flag do at = at + 1 end
  for last = at + 1, tvb:len() - 1 do
    if tvb:range(last, 1):uint() == rule.flag then return at, last + 1 - at end
  end
  return at, nil
end
