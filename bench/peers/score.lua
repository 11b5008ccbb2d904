-- The job in Lua with string patterns: luajit score.lua FOLDER OUTPUT
local folder, output = arg[1], arg[2]
local names = { "duty", "business", "key", "temporary", "other", "reward" }
local bases = { 400, 100, 300, 100, 100, 0 }
local number_of = {}
for number, name in ipairs(names) do
  number_of[name] = number
end

local function tenths(text)
  return math.floor(tonumber(text) * 10 + 0.5)
end

local function rows(name)
  local lines = io.lines(folder .. "/" .. name)
  lines() -- the header
  return lines
end

local field = "([^,]*)"
local rules = {}
for line in rows("rules.csv") do
  local kind, section, leader, head, staff, joint =
    line:match("^" .. (field .. ","):rep(5) .. field .. "$")
  rules[kind] = {
    section = number_of[section],
    leader = tenths(leader),
    head = tenths(head),
    staff = tenths(staff),
    joint = tenths(joint),
    is_commitment = kind == "commitment_missed",
  }
end

local people, ids = {}, {}
for line in rows("people.csv") do
  local id, role, boss = line:match("^([^,]*),[^,]*,([^,]*),[^,]*,([^,]*)$")
  local cells = {}
  for i = 1, 72 do
    cells[i] = 0
  end
  people[id] = { role = role, boss = boss, cells = cells, missed = {} }
  ids[#ids + 1] = id
end
table.sort(ids)

for line in rows("events.csv") do
  local month, who, kind, count = line:match("^....%-(..)%-..,([^,]*),([^,]*),(%d+)")
  local rule = rules[kind]
  if rule then
    local person, times = people[who], tonumber(count)
    month = tonumber(month)
    local at = month * 6 - 6 + rule.section
    local cells = person.cells
    cells[at] = cells[at] + times * rule[person.role]
    if rule.joint ~= 0 and person.boss ~= "" then
      cells = people[person.boss].cells
      cells[at] = cells[at] + times * rule.joint
    end
    if rule.is_commitment then
      person.missed[month] = true
    end
  end
end

local out = assert(io.open(output, "w"))
out:setvbuf("full", 2 ^ 18)
out:write("person,month,", table.concat(names, ","), ",total,pay\n")
local form = "%s,2018-%02d" .. (",%.1f"):rep(7) .. ",%.2f\n"
for _, id in ipairs(ids) do
  local cells, missed = people[id].cells, people[id].missed
  for month = 1, 12 do
    local score, total = {}, 0
    for s = 1, 6 do
      local value = bases[s] + cells[month * 6 - 6 + s]
      if s == 3 and missed[month] and missed[month - 1] and missed[month - 2] then
        value = value - 20
      end
      if s < 6 and value > bases[s] then
        value = bases[s]
      end
      score[s] = value / 10
      total = total + value
    end
    out:write(form:format(id, month, score[1], score[2], score[3], score[4], score[5], score[6],
      total / 10, 600 + 2 * (total - 1000)))
  end
end
assert(out:close())
