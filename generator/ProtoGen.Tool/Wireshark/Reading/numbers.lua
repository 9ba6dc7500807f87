local function unsigned(r, field, start, size, isLittle)
  need(r, size)
  local range = r.tvb:range(r.at, size)
  local value
  if size <= 4 then
    if isLittle then value = range:le_uint() else value = range:uint() end
  else
    if isLittle then value = range:le_uint64() else value = range:uint64() end
  end
  r.at = r.at + size
  show(r, field, start, value)
  return size <= 4 and value or value:tonumber()
end

local function signed(r, field, start, size, isLittle)
  need(r, size)
  local range = r.tvb:range(r.at, size)
  local value
  if size <= 4 then
    value = isLittle and range:le_uint() or range:uint()
    if value >= 2 ^ (8 * size - 1) then value = value - 2 ^ (8 * size) end
    value = floor(value)
  else
    if isLittle then value = range:le_int64() else value = range:int64() end
  end
  r.at = r.at + size
  show(r, field, start, value)
  return size <= 4 and value or value:tonumber()
end

local function prefix(r, size, isLittle)
  return unsigned(r, nil, r.at, size, isLittle)
end

local function varint(r, field, start, width, coding, isLenient)
  local begin, count, part = r.at, 0, 0
  local most = floor((width + 6) / 7)
  local value = UInt64.new(0, 0)
  repeat
    if r.at >= r.stop then fail(r, "ends in the middle", r.stop == r.size) end
    part = r.tvb:range(r.at, 1):uint()
    if count + 1 > most or (count + 1 == most and part >= 2 ^ (width - 7 * count)) then
      r.at = begin
      fail(r, "does not fit " .. width .. " bits")
    end
    value = value + UInt64.new(part % 128, 0):lshift(7 * count)
    count, r.at = count + 1, r.at + 1
  until part < 128
  if part == 0 and count > 1 and not isLenient then
    r.at = begin
    fail(r, "is spelled in more bytes than it needs")
  end
  local shown = value
  if width == 32 then
    shown = value:tonumber()
    if coding == "zigzag" then
      shown = shown % 2 == 0 and shown / 2 or -(shown + 1) / 2
    elseif coding == "signed" and shown >= 2 ^ 31 then
      shown = shown - 2 ^ 32
    end
    shown = floor(shown)
  elseif coding == "zigzag" then
    local half = value:rshift(1)
    shown = Int64.new(half:lower(), half:higher())
    if value:band(UInt64.new(1, 0)):tonumber() == 1 then shown = -shown - Int64.new(1, 0) end
  elseif coding == "signed" then
    shown = Int64.new(value:lower(), value:higher())
  end
  show(r, field, start, shown)
  return type(shown) == "number" and shown or shown:tonumber()
end

local function float(r, field, start, size, isLittle)
  need(r, size)
  local range = r.tvb:range(r.at, size)
  local value
  if size == 2 then
    local whole = isLittle and range:le_uint() or range:uint()
    local exponent, fraction = floor(whole / 1024) % 32, whole % 1024
    if exponent == 31 then value = fraction == 0 and math.huge or 0 / 0
    elseif exponent == 0 then value = fraction * 2 ^ -24
    else value = (1 + fraction / 1024) * 2 ^ (exponent - 15) end
    if whole >= 32768 then value = -value end
  else
    if isLittle then value = range:le_float() else value = range:float() end
  end
  r.at = r.at + size
  show(r, field, start, value)
  return value
end

local function boolean(r, field, start, isLenient)
  need(r, 1)
  local value = r.tvb:range(r.at, 1):uint()
  if value > 1 and not isLenient then fail(r, "is " .. value .. ", but a bool is 0 or 1") end
  r.at = r.at + 1
  show(r, field, start, value ~= 0)
  return value ~= 0 and 1 or 0
end

local function character(r, field, start)
  need(r, 1)
  local range = r.tvb:range(r.at, 1)
  r.at = r.at + 1
  if r.tree and field then r.item, r.itemStart = r.tree:add_packet_field(field, range, ENC_ISO_8859_1), start end
  return range:uint()
end
