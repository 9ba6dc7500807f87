-- Reading: r.at is where the next byte stands, r.stop where the bytes end that may be taken. Without r.tree nothing is shown.

local bits = bit or bit32
local floor = math.floor

local function fail(r, text, isShort)
  error({ at = r.at, text = (r.name and "'" .. r.name .. "' " or "") .. text, isShort = isShort }, 0)
end

local function need(r, size)
  if size > r.stop - r.at then
    fail(r, "needs " .. size .. " bytes, but " .. (r.stop - r.at) .. " are left", r.stop == r.size)
  end
end

-- Where the field begins that is read next: a bound may stand before it.
local function from(r)
  local start = r.start or r.at
  r.start = nil
  return start
end

local function show(r, field, start, value)
  if not r.tree or not field then return end
  local range = r.tvb:range(start, r.at - start)
  r.itemStart = start
  if value == nil then r.item = r.tree:add(field, range) else r.item = r.tree:add(field, range, value) end
  return r.item
end

local function note(r, text)
  if r.tree and r.item then r.item:append_text(text) end
end

-- What is wrong but does not keep the rest from being read.
local function complain(r, item, text)
  r.problems = r.problems + 1
  if item then item:add_proto_expert_info(experts.wrong, text) end
end
