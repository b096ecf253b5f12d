-- Asks the addresses of a file, one after the other. A %d becomes another number each time: a page that nobody kept.
local count = 0
local addresses = {}
local start = 0

function setup(thread)
  start = start + 1
  thread:set("first", start * 1000000)
end

function init(args)
  for line in io.lines(args[1]) do
    addresses[#addresses + 1] = line
  end
  count = first
  if tonumber(args[2]) > 0 then -- who reads for a while before he asks the next
    math.randomseed(first)
    function delay()
      return math.random(0, 2000 * args[2]) -- ms
    end
  end
end

function request()
  count = count + 1
  local path = addresses[count % #addresses + 1]:gsub("%%d", tostring(count))
  return wrk.format("GET", path, {
    ["Accept-Encoding"] = "gzip, br",
    ["User-Agent"] = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", -- or it is not counted
  })
end
