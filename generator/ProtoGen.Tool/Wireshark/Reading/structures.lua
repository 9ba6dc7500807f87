local function struct(r, field, start, read, outer)
  local tree, item = r.tree, nil
  if tree and field then
    item = tree:add(field, r.tvb:range(start, 0))
    r.tree = item
  end
  r.depth = r.depth + 1
  if r.depth > 128 then fail(r, "stands too deep inside itself") end
  local value = read(r, outer)
  r.depth = r.depth - 1
  r.tree = tree
  if item then
    item:set_len(r.at - start)
    r.item, r.itemStart = item, start
  end
  return value
end

local function zeros(r, size)
  need(r, size)
  for _ = 1, size do
    if r.tvb:range(r.at, 1):uint() ~= 0 then fail(r, "has bytes before it that are not 0") end
    r.at = r.at + 1
  end
end

local function align(r, multiple)
  zeros(r, (multiple - (r.at - r.origin) % multiple) % multiple)
end

local function fill(r, start, multiple, isKept)
  local size = (multiple - (r.at - start) % multiple) % multiple
  if not isKept then return zeros(r, size) end
  need(r, size)
  r.at = r.at + size
end

-- Elements one after another: so many, so many bytes, or until a mark.
local function list(r, field, start, way, size, multiple, read)
  if way == "bytes" then need(r, size) end
  if way == "count" and size > r.stop - r.at then fail(r, "has " .. size .. " elements, but " .. (r.stop - r.at) .. " bytes are left", r.stop == r.size) end
  local tree, item, stop, count = r.tree, nil, r.stop, 0
  local first = r.at
  if tree and field then
    item = tree:add(field, r.tvb:range(start, 0))
    r.tree = item
  end
  if way == "bytes" then r.stop = r.at + size end
  while true do
    if way == "count" and count >= size then break end
    if way == "bytes" and r.at >= r.stop then break end
    if way == "until" then
      local length = #size / 2
      if r.stop - r.at < length then fail(r, "has no end: the bytes that end it do not follow", r.stop == r.size) end
      if r.tvb:range(r.at, length):bytes():tohex() == size then
        r.at = r.at + length
        break
      end
    end
    if count > 0 and multiple > 1 then zeros(r, (multiple - (r.at - first) % multiple) % multiple) end
    local before = r.at
    read(r)
    if r.at == before then fail(r, "has elements that take no bytes") end
    count = count + 1
  end
  r.stop, r.tree = stop, tree
  if item then
    item:set_len(r.at - start)
    item:append_text(" (" .. count .. ")")
    r.item, r.itemStart = item, start
  end
  return count
end
