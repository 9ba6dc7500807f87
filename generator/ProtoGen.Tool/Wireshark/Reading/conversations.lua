-- Conversations: which state each is in, and the frames of its segments.

-- The state of each conversation, as it was before each packet: packets are looked at again in any order.
local conversations = {}

local function stateOf(pinfo, isClient)
  local client = tostring(isClient and pinfo.src or pinfo.dst) .. ":" .. (isClient and pinfo.src_port or pinfo.dst_port)
  local server = tostring(isClient and pinfo.dst or pinfo.src) .. ":" .. (isClient and pinfo.dst_port or pinfo.src_port)
  local key = client .. ">" .. server
  if not conversations[key] then conversations[key] = { client = 1, server = 1, before = {} } end
  return conversations[key]
end

local function isFromClient(pinfo)
  if pinfo.dst_port == protocol.prefs.port then return true end
  if pinfo.src_port == protocol.prefs.port then return false end
  return pinfo.dst_port < pinfo.src_port
end

local function sideOf(state, isClient)
  local found = states[state]
  return isClient and found.client or found.server
end

-- Shows bytes that are no frame, and says where to go on.
local function skip(framing, tvb, tree, at, why)
  local next = at + 1
  while next < tvb:len() and not (framing.begins and framing.begins(tvb, next)) do next = next + 1 end
  tree:add(protocol, tvb:range(at, next - at)):add_proto_expert_info(experts.malformed, "No frame: " .. why)
  return next
end

local function await(pinfo, at, more)
  pinfo.desegment_offset = at
  pinfo.desegment_len = more or DESEGMENT_ONE_MORE_SEGMENT
end

-- Where the frame ends that begins here, read as of a state and a side: nil where more bytes have to come, false where there is none.
local function find(side, tvb, at)
  local framing = side.framing
  if framing.escape then
    if tvb:range(at, 1):uint() ~= framing.escape.flag then return at, false, "bytes outside of flags" end
    return between(framing.escape, tvb, at)
  end
  local length, more = cut(framing, tvb, at, side.choose)
  return at, length, more
end

-- Whether a whole frame begins here in which nothing is wrong; nil where more bytes have to come.
local function isRight(side, tvb, at)
  if side.framing.code then return false end
  local first, length = find(side, tvb, at)
  if not length then return length end
  local r, context = dissect(side.framing, tvb, first, length, nil, side.choose)
  return r.problems == 0 and context.message ~= nil
end

-- The state in which the frame that begins here is right: the side's own before the other side's before any other. Who looks on may come when
-- the conversation has begun.
local function stateFor(tvb, at, before, isClient)
  if #states == 1 then return 1 end
  local own = isClient and before.client or before.server
  local other = isClient and before.server or before.client
  local right = isRight(sideOf(own, isClient), tvb, at)
  if right or (right == nil and own == other) or sideOf(own, isClient).framing.code then return own end
  if isRight(sideOf(other, isClient), tvb, at) then return other end
  for state = 1, #states do
    if right == false and isRight(sideOf(state, isClient), tvb, at) then return state end
  end
  return own
end

-- Notes a frame that was right in a state. What both sides say moves the one that said it: the other says it in the old state.
local function move(conversation, state, isClient, message)
  local own = isClient and conversation.client or conversation.server
  if state ~= own then conversation.client, conversation.server = state, state end
  local next = states[state].next[message.name]
  if not next then return end
  if isClient or not message.isFromBoth then conversation.client = next end
  if not isClient or not message.isFromBoth then conversation.server = next end
end

-- Shows one frame and says where the next begins; nil where more segments have to come, or nothing is left.
local function step(tvb, pinfo, tree, at, conversation, isClient, titles)
  local key = pinfo.number .. ":" .. tvb:offset() .. ":" .. at .. ":" .. tvb:len()
  local before = conversation.before[key] or { client = conversation.client, server = conversation.server }
  conversation.before[key] = before
  local state = stateFor(tvb, at, before, isClient)
  local side = sideOf(state, isClient)
  local framing = side.framing
  if framing.code then
    tree:add(protocol, tvb:range(at)):add(bodyField, tvb:range(at)):append_text(" (" .. framing.code .. ")")
    return tvb:len()
  end
  local first, length, more = find(side, tvb, at)
  if length == false then return skip(framing, tvb, tree, at, more) end
  -- The flag that ended the frame before; whether it begins another nobody knows yet.
  if length == nil and framing.escape and first + 1 == tvb:len() and first > 0 then return nil end
  if length == nil then return await(pinfo, first, more) end
  local r, context = dissect(framing, tvb, first, length, tree, side.choose)
  titles[#titles + 1] = (context.title or "?") .. (r.problems > 0 and " [bad]" or "")
  if context.message and r.problems == 0 and not pinfo.visited then move(conversation, state, isClient, context.message) end
  at = first + length
  -- A flag that ends a frame may begin the next one.
  if framing.escape and at < tvb:len() and tvb:range(at, 1):uint() ~= framing.escape.flag then at = at - 1 end
  return at
end

function protocol.dissector(tvb, pinfo, tree)
  local isClient = isFromClient(pinfo)
  local conversation = stateOf(pinfo, isClient)
  pinfo.cols.protocol = protocol.name
  local titles, at = {}, 0
  while at and at < tvb:len() do at = step(tvb, pinfo, tree, at, conversation, isClient, titles) end
  pinfo.cols.info = table.concat(titles, ", ")
  return tvb:len()
end

-- Whose bytes they are is only guessed where the port is not known: a whole frame without anything wrong has to stand first.
local function looksRight(tvb, pinfo)
  if not protocol.prefs.guess then return false end
  local isClient = isFromClient(pinfo)
  local conversation = stateOf(pinfo, isClient)
  local side = sideOf(isClient and conversation.client or conversation.server, isClient)
  local isAtFlag = not side.framing.escape or (tvb:range(0, 1):uint() == side.framing.escape.flag and between(side.framing.escape, tvb, 0) == 0)
  return isAtFlag and isRight(side, tvb, 0) == true
end

protocol:register_heuristic("tcp", function(tvb, pinfo, tree)
  if tvb:len() == 0 or not looksRight(tvb, pinfo) then return false end
  pinfo.conversation = protocol
  protocol.dissector(tvb, pinfo, tree)
  return true
end)

local tcp = DissectorTable.get("tcp.port")
local registered = 0

local function register()
  if registered ~= 0 then tcp:remove(registered, protocol) end
  registered = protocol.prefs.port
  if registered ~= 0 then tcp:add(registered, protocol) end
end

function protocol.prefs_changed()
  register()
end

tcp:add_for_decode_as(protocol)
register()

function protocol.init()
  conversations = {}
end
