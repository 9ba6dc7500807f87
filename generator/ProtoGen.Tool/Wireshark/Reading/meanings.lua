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
