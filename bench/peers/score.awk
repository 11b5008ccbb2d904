# The job in awk: mawk -f score.awk rules.csv PEOPLE events.csv, PEOPLE sorted by id.
# Every array but the three name look-ups has a number for its key. The note, the only
# field that may be quoted, is the last one, so splitting at commas is safe.

function to_tenths(text) {
    return int(text * 10 + (text < 0 ? -0.5 : 0.5))
}

function capped(change, base) {
    return change < 0 ? base + change : base
}

BEGIN {
    FS = ","
    people = 0
    sections = split("duty business key temporary other reward", words, " ")
    for (s = 1; s <= sections; s++)
        section_number[words[s]] = s - 1
    role_number["leader"] = 1
    role_number["head"] = 2
    role_number["staff"] = 3
    for (m = 0; m < 12; m++)
        month_number[sprintf("%02d", m + 1)] = m
}

FNR == 1 {
    file++
    if (file == 3)
        for (p in above)
            if (above[p] in person_number)
                boss[p] = person_number[above[p]]
    if (file != 2)
        next
}

file == 3 {
    if (!(k = kind_number[$3]))
        next
    p = person_number[$2]
    m = month_number[substr($1, 6, 2)]
    at = m * 6 + in_section[k]
    sum[p * 72 + at] += $4 * points[k * 4 + role[p]]
    if (joint[k] && (p in boss))
        sum[boss[p] * 72 + at] += $4 * joint[k]
    if (k == commitment)
        missed[p * 12 + m] = 1
    next
}

file == 1 {
    kind_number[$1] = ++kinds
    in_section[kinds] = section_number[$2]
    for (r = 1; r <= 3; r++)
        points[kinds * 4 + r] = to_tenths($(2 + r))
    joint[kinds] = to_tenths($6)
    if ($1 == "commitment_missed")
        commitment = kinds
    next
}

file == 2 {
    person_number[$1] = people
    id[people] = $1
    role[people] = role_number[$3]
    if ($5 != "")
        above[people] = $5
    people++
}

END {
    print "person,month,duty,business,key,temporary,other,reward,total,pay"
    for (p = 0; p < people; p++)
        for (m = 0; m < 12; m++) {
            at = p * 72 + m * 6
            month = p * 12 + m
            if (m >= 2 && (month in missed) && (month - 1 in missed) && (month - 2 in missed))
                sum[at + 2] -= 20
            duty = capped(sum[at], 400)
            business = capped(sum[at + 1], 100)
            key = capped(sum[at + 2], 300)
            temporary = capped(sum[at + 3], 100)
            other = capped(sum[at + 4], 100)
            reward = sum[at + 5] + 0
            total = duty + business + key + temporary + other + reward
            printf "%s,2018-%02d,%.1f,%.1f,%.1f,%.1f,%.1f,%.1f,%.1f,%.2f\n", id[p], m + 1,
                duty / 10, business / 10, key / 10, temporary / 10, other / 10, reward / 10,
                total / 10, 600 + 2 * (total - 1000)
        }
}
