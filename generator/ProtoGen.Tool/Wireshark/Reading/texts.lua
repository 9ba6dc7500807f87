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
