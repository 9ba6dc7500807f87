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
