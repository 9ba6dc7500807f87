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

-- The state of each conversation, as it was before each packet: packets are looked at again in any order.
local conversations = {}

local function stateOf(pinfo, isClient)
  local client = tostring(isClient and pinfo.src or pinfo.dst) .. ":" .. (isClient and pinfo.src_port or pinfo.dst_port)
  local server = tostring(isClient and pinfo.dst or pinfo.src) .. ":" .. (isClient and pinfo.dst_port or pinfo.src_port)
  local key = client .. ">" .. server
  if not conversations[key] then conversations[key] = { state = 1, before = {} } end
  return conversations[key]
end

local function isFromClient(pinfo)
  if pinfo.dst_port == protocol.prefs.port then return true end
  if pinfo.src_port == protocol.prefs.port then return false end
  return pinfo.dst_port < pinfo.src_port
end

local function sideOf(state, isClient)
  local found = states[state]
  return isClient and found.client or found.server
end

-- Shows bytes that are no frame, and says where to go on.
local function skip(framing, tvb, tree, at, why)
  local next = at + 1
  while next < tvb:len() and not (framing.begins and framing.begins(tvb, next)) do next = next + 1 end
  tree:add(protocol, tvb:range(at, next - at)):add_proto_expert_info(experts.malformed, "No frame: " .. why)
  return next
end

local function await(pinfo, at, more)
  pinfo.desegment_offset = at
  pinfo.desegment_len = more or DESEGMENT_ONE_MORE_SEGMENT
end

-- Shows one frame and says where the next begins; nil where more segments have to come, or nothing is left.
local function step(tvb, pinfo, tree, at, conversation, isClient, titles)
  local key = pinfo.number .. ":" .. at .. ":" .. tvb:len()
  local state = conversation.before[key] or conversation.state
  conversation.before[key] = state
  local side = sideOf(state, isClient)
  local framing, length, more = side.framing, nil, nil
  if framing.escape then
    if tvb:range(at, 1):uint() ~= framing.escape.flag then return skip(framing, tvb, tree, at, "bytes outside of flags") end
    at, length = between(framing.escape, tvb, at)
    -- The flag that ended the frame before; whether it begins another nobody knows yet.
    if not length and at + 1 == tvb:len() and at > 0 then return nil end
  else
    length, more = cut(framing, tvb, at, side.choose)
  end
  if length == false then return skip(framing, tvb, tree, at, more) end
  if length == nil then return await(pinfo, at, more) end
  local r, context = dissect(framing, tvb, at, length, tree, side.choose)
  titles[#titles + 1] = (context.title or "?") .. (r.problems > 0 and " [bad]" or "")
  local following = context.message and states[state].next[context.message.name]
  if following and not pinfo.visited then conversation.state = following end
  at = at + length
  -- A flag that ends a frame may begin the next one.
  if framing.escape and at < tvb:len() and tvb:range(at, 1):uint() ~= framing.escape.flag then at = at - 1 end
  return at
end

function protocol.dissector(tvb, pinfo, tree)
  local isClient = isFromClient(pinfo)
  local conversation = stateOf(pinfo, isClient)
  local framing = sideOf(conversation.state, isClient).framing
  pinfo.cols.protocol = protocol.name
  if framing.code then
    tree:add(protocol, tvb:range()):add(bodyField, tvb:range()):append_text(" (" .. framing.code .. ")")
    return tvb:len()
  end
  local titles, at = {}, 0
  while at and at < tvb:len() do at = step(tvb, pinfo, tree, at, conversation, isClient, titles) end
  pinfo.cols.info = table.concat(titles, ", ")
  return tvb:len()
end

-- Whose bytes they are is only guessed where the port is not known: a whole frame without anything wrong has to stand first.
local function looksRight(tvb, pinfo)
  if not protocol.prefs.guess then return false end
  local isClient = isFromClient(pinfo)
  local side = sideOf(stateOf(pinfo, isClient).state, isClient)
  if side.framing.code then return false end
  local length
  if side.framing.escape then
    if tvb:range(0, 1):uint() ~= side.framing.escape.flag then return false end
    local at
    at, length = between(side.framing.escape, tvb, 0)
    if at ~= 0 then return false end
  else
    length = cut(side.framing, tvb, 0, side.choose)
  end
  if not length then return false end
  local r, context = dissect(side.framing, tvb, 0, length, nil, side.choose)
  return r.problems == 0 and context.message ~= nil
end

protocol:register_heuristic("tcp", function(tvb, pinfo, tree)
  if tvb:len() == 0 or not looksRight(tvb, pinfo) then return false end
  pinfo.conversation = protocol
  protocol.dissector(tvb, pinfo, tree)
  return true
end)

local tcp = DissectorTable.get("tcp.port")
local registered = 0

local function register()
  if registered ~= 0 then tcp:remove(registered, protocol) end
  registered = protocol.prefs.port
  if registered ~= 0 then tcp:add(registered, protocol) end
end

function protocol.prefs_changed()
  register()
end

tcp:add_for_decode_as(protocol)
register()

function protocol.init()
  conversations = {}
end
