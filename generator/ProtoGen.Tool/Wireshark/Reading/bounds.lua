-- A limit on the bytes of a field.
local function enter(r, start, size)
  r.item = nil
  need(r, size)
  local stop = r.stop
  r.start, r.stop = start, r.at + size
  return stop
end

local function leave(r, start, stop, trailing)
  local left = r.stop - r.at
  if left > 0 then
    if trailing == "error" then fail(r, "leaves " .. left .. " bytes of its bound over") end
    r.at = r.stop
  end
  if r.tree and r.item then r.item:set_len(r.at - r.itemStart) end
  r.start, r.stop = nil, stop
end

local function null(r, field, size, isLittle, none)
  if r.stop - r.at < size then return false end
  local start = r.at
  if unsigned(r, nil, start, size, isLittle) ~= none then
    r.at = start
    return false
  end
  r.at = start
  octets(r, field, 0)
  r.at = start + size
  note(r, " (null)")
  return true
end
