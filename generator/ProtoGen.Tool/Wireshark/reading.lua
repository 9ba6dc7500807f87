-- Characters of other encodings than UTF-8; those that this version of Wireshark does not know are shown as ASCII.

local encodings = {
  latin1 = ENC_ISO_8859_1,
  gb18030 = ENC_GB18030 or ENC_ASCII,
  big5 = ENC_BIG5 or ENC_ASCII,
  shiftjis = ENC_SHIFT_JIS or ENC_ASCII,
  euckr = ENC_EUC_KR or ENC_ASCII,
  windows1251 = ENC_WINDOWS_1251 or ENC_ASCII,
  windows1252 = ENC_WINDOWS_1252 or ENC_ASCII,
}

local decoders = {
  utf8 = function(range) return range:string(ENC_UTF_8) end,
  ascii = function(range) return range:string(ENC_ASCII) end,
  utf16 = function(range) return range:ustring() end,
  utf16le = function(range) return range:le_ustring() end,
}

for name, encoding in pairs(encodings) do
  decoders[name] = function(range) return range:string(encoding) end
end

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

-- The bytes before a mark; the mark itself is skipped by who reads them.
local function mark(r, hex, step)
  local size = #hex / 2
  for at = r.at, r.stop - size, step do
    if r.tvb:range(at, size):bytes():tohex() == hex then return at - r.at end
  end
  fail(r, "has no end: the bytes that end it do not follow", r.stop == r.size)
end

-- A size that follows from other values.
local function said(r, size, text)
  if not size or size < 0 or size ~= floor(size) then fail(r, "has no size: '" .. text .. "' does not say one") end
  return size
end

local function text(r, field, start, size, encoding, pad, isLeft, unit, skip)
  need(r, size)
  local first, last = r.at, r.at + size
  if pad then
    local function isPad(at) return r.tvb:range(at, unit):bytes():tohex() == pad end
    if isLeft then
      while first + unit <= last and isPad(first) do first = first + unit end
    else
      while last - unit >= first and isPad(last - unit) do last = last - unit end
    end
  end
  local range = last > first and r.tvb:range(first, last - first)
  local value = range and decoders[encoding](range) or ""
  r.at = r.at + size + (skip or 0)
  if range and field and r.tree and encodings[encoding] then
    -- Lua's own strings are cut where a character takes more bytes in UTF-8 than it took here.
    r.item, r.itemStart = r.tree:add_packet_field(field, range, encodings[encoding]), first
  else
    show(r, field, start, value)
  end
  return value
end

local function octets(r, field, size, skip)
  need(r, size)
  local start = r.at
  r.at = start + size
  show(r, field, start)
  r.at = r.at + (skip or 0)
  return size > 0 and r.tvb:range(start, size):bytes():tohex() or ""
end

local function digits(r, field, start, size, isFilled, skip)
  need(r, size)
  local value = size > 0 and r.tvb:range(r.at, size):bytes():tohex() or ""
  if isFilled then value = value:gsub("F+$", "") end
  local wrong = value:match("[^0-9]")
  if wrong then fail(r, "has " .. wrong .. " among its decimal digits") end
  r.at = r.at + size + (skip or 0)
  show(r, field, start, value)
  return value
end

-- Bits in a row, least significant first, as ones and zeros.
local function packed(r, field, start, count)
  local size = math.ceil(count / 8)
  need(r, size)
  local value = {}
  for index = 0, 8 * size - 1 do
    local set = floor(r.tvb:range(r.at + floor(index / 8), 1):uint() / 2 ^ (index % 8)) % 2
    if index < count then value[#value + 1] = set elseif set ~= 0 then fail(r, "has bits set behind its " .. count) end
  end
  r.at = r.at + size
  show(r, field, start, table.concat(value))
  return count
end

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

local function constant(r, found, legal)
  if found ~= legal then complain(r, r.item, "is " .. tostring(found) .. ", but must be " .. tostring(legal)) end
end

local function verify(r, item, found, expected)
  if found ~= expected then
    complain(r, item, "is " .. tostring(found) .. ", but must be " .. tostring(expected))
  elseif item then
    item:append_text(" [correct]")
  end
end

local function limits(r, value, min, max)
  if min and value < min then fail(r, "is " .. value .. ", less than " .. min) end
  if max and value > max then fail(r, "is " .. value .. ", more than " .. max) end
end

local function known(r, value, names)
  if not names[value] then fail(r, "is " .. value .. ", which has no name") end
end

local function scaled(r, field, value, scale, offset, unit)
  if not r.tree or not r.item then return end
  local number = value * scale + offset
  note(r, string.format(" (%.10g%s)", number, unit))
  r.item:add(field, number):set_generated()
end

-- Digits yyyyMMddHHmmss as a date.
local function date(r, digits)
  note(r, " (" .. digits:gsub("^(%d%d%d%d)(%d%d)(%d%d)(%d%d)(%d%d)(%d%d)$", "%1-%2-%3 %4:%5:%6") .. ")")
end

-- Bytes in hexadecimal, each a number of two decimal digits.
local function decimals(hex)
  return (hex:gsub("%x%x", function(two) return string.format("%02d", tonumber(two, 16)) end))
end

local function moment(r, seconds)
  if seconds >= 0 and seconds < 2 ^ 35 then note(r, os.date("! (%Y-%m-%d %H:%M:%SZ)", seconds)) end
end

-- The body of a frame as the message that it holds.
local function bodyOf(r, context, v)
  local message = context.choose(v, context.variant.name)
  if not message then
    context.title = "unknown id"
    if r.tree and r.stop > r.at then octets(r, context.body, r.stop - r.at) end
    r.at = r.stop
    complain(r, context.item, "No message has this id")
    return
  end
  context.message, context.title = message, message.name
  if context.item then context.item:add(messageField, message.name):set_generated() end
  local code = message.code or (context.changed and context.changed(v))
  if code then
    if r.tree and r.stop > r.at then octets(r, context.body, r.stop - r.at) end
    note(r, " (" .. code .. ")")
    r.at = r.stop
    return
  end
  local tvb, at, stop, size, origin = r.tvb, r.at, r.stop, r.size, r.origin
  local padded = context.pad and stop - at < message.min
  if padded then
    local bytes = stop > at and tvb:range(at, stop - at):bytes() or ByteArray.new()
    local length = bytes:len()
    bytes:set_size(message.min)
    for index = length, message.min - 1 do bytes:set_index(index, context.pad) end
    r.tvb = bytes:tvb("Body with the bytes that stayed away")
    r.at, r.stop, r.size = 0, message.min, message.min
  end
  r.origin = r.at
  struct(r, message.field, r.at, message.read, message.outer(v))
  if not context.variant.isOpen and r.at < r.stop then
    local left = r.stop - r.at
    if message.trailing == "error" then fail(r, "has " .. left .. " bytes more than its fields take") end
    octets(r, trailingField, left)
  end
  if padded then r.tvb, r.at, r.stop, r.size = tvb, stop, stop, size end
  r.origin = origin
end
