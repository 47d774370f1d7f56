import { identityHeaderNames } from '../identity-header-names.ts';

/**
 * The Lua script by which HAProxy (2.6 or newer, with its own `core.httpclient`) asks the gate. It is the same for every
 * website; what it decides stands in `txn.gatehouse`, so that a failure of the script itself lets nobody in (I1).
 */
export const haproxyLua = `-- HAProxy asks Gatehouse before every request. In a frontend:
--   http-request lua.gatehouse 127.0.0.1:8081
--   http-request return status 503 unless { var(txn.gatehouse) -m str passed }

-- Milliseconds that the gate has for an answer, each of the four times that HAProxy asks: five seconds in all.
local patience = 1250

-- Of the visitor's headers the gate needs these to decide and to answer.
local asked_with = {
  "accept", "accept-language", "cookie", "referer", "sec-fetch-dest", "sec-fetch-mode", "x-requested-with",
}

-- Who is there, as the gate says it and the website is told.
local identity = {
${identityHeaderNames.map((name) => `  "${name.toLowerCase()}",`).join('\n')}
}

-- Headers of the gate's answer that concern its own connection, or that HAProxy writes itself.
local not_passed_on = {
  ["connection"] = true,
  ["content-length"] = true,
  ["date"] = true,
  ["keep-alive"] = true,
  ["transfer-encoding"] = true,
}

local function question(txn)
  local sent = txn.http:req_get_headers()
  local headers = {
    ["host"] = { txn.sf:req_hdr("host") },
    ["x-forwarded-host"] = { txn.sf:req_hdr("host") },
    ["x-forwarded-uri"] = { txn.sf:pathq() },
    ["x-forwarded-method"] = { txn.sf:method() },
    ["x-forwarded-for"] = { txn.sf:src() },
  }
  for _, name in ipairs(asked_with) do
    if sent[name] ~= nil then headers[name] = sent[name] end
  end
  return headers, sent["cookie"]
end

-- The website's cookies without the gate's own: the session belongs to the gate alone.
local function without_gate_cookies(lines)
  local kept = {}
  for index = 0, #lines do
    for cookie in lines[index]:gmatch("[^;]+") do
      local trimmed = cookie:match("^%s*(.-)%s*$")
      local name = trimmed:match("^[^=]*"):gsub("%s+$", ""):lower()
      local is_own = name:sub(1, 11) == "__host-gate" or name == "gate" or name:sub(1, 5) == "gate-"
      if trimmed ~= "" and not is_own then kept[#kept + 1] = trimmed end
    end
  end
  return table.concat(kept, "; ")
end

local function pass(txn, answer, cookies)
  for _, name in ipairs(identity) do
    txn.http:req_del_header(name)
    local value = answer.headers[name] and answer.headers[name][0]
    if value ~= nil and value ~= "" then txn.http:req_set_header(name, value) end
  end
  if cookies ~= nil then
    local rest = without_gate_cookies(cookies)
    txn.http:req_del_header("cookie")
    if rest ~= "" then txn.http:req_set_header("cookie", rest) end
  end
  txn:set_var("txn.gatehouse", "passed")
end

local function refuse(txn, answer)
  local reply = txn:reply({ status = answer.status, reason = answer.reason, body = answer.body })
  for name, values in pairs(answer.headers) do
    if not not_passed_on[name] then
      for index = 0, #values do reply:add_header(name, values[index]) end
    end
  end
  txn:done(reply)
end

core.register_action("gatehouse", { "http-req" }, function(txn, gate)
  local headers, cookies = question(txn)
  local answer = core.httpclient():get({
    url = "http://" .. gate .. "/_gate/check",
    headers = headers,
    timeout = patience,
  })
  if answer == nil or answer.headers == nil then return end
  if answer.status == 204 then
    pass(txn, answer, cookies)
  elseif answer.status >= 300 and answer.status < 500 then
    refuse(txn, answer)
  end
end, 1)
`;
