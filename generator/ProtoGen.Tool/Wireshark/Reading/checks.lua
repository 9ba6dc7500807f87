-- Checks over bytes.

local function each(tvb, first, last, extra, take)
  for at = first, last - 1 do take(tvb:range(at, 1):uint()) end
  for at = 1, #extra, 2 do take(tonumber(extra:sub(at, at + 1), 16)) end
end

local checks = {}

function checks.sum(tvb, first, last, extra, width, isNegated)
  local sum = 0
  each(tvb, first, last, extra, function(value) sum = sum + value end)
  return (isNegated and -sum or sum) % 2 ^ width
end

function checks.xor(tvb, first, last, extra)
  local all = 0
  each(tvb, first, last, extra, function(value) all = bits.bxor(all, value) end)
  return all
end

function checks.pair(tvb, first, last, extra, start, modulus, shift)
  local low, high = start, 0
  each(tvb, first, last, extra, function(value)
    low = (low + value) % modulus
    high = (high + low) % modulus
  end)
  return high * 2 ^ shift + low
end

local function reflect(value, width)
  local turned = 0
  for _ = 1, width do
    turned = turned * 2 + value % 2
    value = floor(value / 2)
  end
  return turned
end

-- One bit at a time, in the parameters of the catalogue.
function checks.crc(tvb, first, last, extra, width, polynomial, initial, reflectIn, reflectOut, out)
  local register, top = initial, 2 ^ (width - 1)
  each(tvb, first, last, extra, function(value)
    if reflectIn then value = reflect(value, 8) end
    for position = 7, 0, -1 do
      local feedback = (register >= top) ~= (floor(value / 2 ^ position) % 2 == 1)
      register = register * 2 % 2 ^ width
      if feedback then register = bits.bxor(register, polynomial) % 2 ^ 32 end
    end
  end)
  if reflectOut then register = reflect(register, width) end
  return bits.bxor(register, out) % 2 ^ 32
end
