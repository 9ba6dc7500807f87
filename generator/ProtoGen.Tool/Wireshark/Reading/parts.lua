-- A number of Lua's has 53 bits; longer ones come as they are.
local function part(number, low, width)
  if type(number) == "userdata" then return number:lshift(64 - low - width):rshift(64 - width):tonumber() end
  return floor((number or 0) / 2 ^ low) % 2 ^ width
end

-- An integer in parts, each with a field of its own and a mask in it, or with its first bit and its width.
local function parts(r, field, start, size, isLittle, fields)
  local value = unsigned(r, field, start, size, isLittle)
  local range = r.tvb:range(r.at - size, size)
  if size == 8 then value = isLittle and range:le_uint64() or range:uint64() end
  if r.tree then
    for _, each in ipairs(fields) do
      if type(each) == "table" then
        r.item:add(each[1], range, value:lshift(64 - each[2] - each[3]):rshift(64 - each[3]))
      elseif isLittle then r.item:add_le(each, range) else r.item:add(each, range) end
    end
  end
  return value
end
