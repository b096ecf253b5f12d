-- Asks one page, or, when the address holds %d or %s, another one each time: a page that nobody kept.
local words = {"buurt", "ouderen", "spel", "eenzaam", "taal", "zorg", "kaart", "rouw", "jongeren", "armoede", "film", "netwerk"}
local count = 0
local start = 0

function setup(thread)
  start = start + 1
  thread:set("first", start * 1000000)
end

function init(args)
  address = args[1]
  count = first
end

function request()
  count = count + 1
  local path = address:gsub("%%s", words[count % #words + 1]):gsub("%%d", tostring(count))
  return wrk.format("GET", path, {["Accept-Encoding"] = "gzip, br"})
end
