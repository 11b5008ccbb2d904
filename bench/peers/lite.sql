-- The job in the sqlite3 shell. @FOLDER@ and @OUTPUT@ are filled in by run.py. Scores are counted in tenths.
CREATE TABLE people (id TEXT PRIMARY KEY, name TEXT, role TEXT, post TEXT, leader TEXT) WITHOUT ROWID;
CREATE TABLE rules (kind TEXT PRIMARY KEY, section TEXT, leader REAL, head REAL, staff REAL, joint REAL) WITHOUT ROWID;
CREATE TABLE events (date TEXT, person TEXT, kind TEXT, count INTEGER, note TEXT);
.mode csv
.import --skip 1 "@FOLDER@/people.csv" people
.import --skip 1 "@FOLDER@/rules.csv" rules
.import --skip 1 "@FOLDER@/events.csv" events
.headers on
.separator , "\n"
.output "@OUTPUT@"
WITH RECURSIVE months (month) AS (
    SELECT 1 UNION ALL SELECT month + 1 FROM months WHERE month < 12
), scored AS (
    SELECT e.person, p.leader, CAST(substr(e.date, 6, 2) AS INTEGER) AS month, r.section,
           e.count * CAST(round(10 * CASE p.role WHEN 'leader' THEN r.leader
                                                 WHEN 'head' THEN r.head
                                                 ELSE r.staff END) AS INTEGER) AS points,
           e.count * CAST(round(10 * r.joint) AS INTEGER) AS joint
    FROM events AS e JOIN rules AS r ON r.kind = e.kind JOIN people AS p ON p.id = e.person
), missed AS (
    SELECT DISTINCT person, CAST(substr(date, 6, 2) AS INTEGER) AS month
    FROM events WHERE kind = 'commitment_missed'
), posted AS (
    SELECT person, month, section, points FROM scored
    UNION ALL
    SELECT leader, month, section, joint FROM scored WHERE joint <> 0 AND leader <> ''
    UNION ALL
    SELECT person, month, 'key', -20
    FROM (SELECT person, month,
                 lag(month, 2) OVER (PARTITION BY person ORDER BY month) AS two_before
          FROM missed)
    WHERE two_before = month - 2
), changes AS (
    SELECT person, month,
           sum(iif(section = 'duty', points, 0)) AS duty,
           sum(iif(section = 'business', points, 0)) AS business,
           sum(iif(section = 'key', points, 0)) AS key,
           sum(iif(section = 'temporary', points, 0)) AS temporary,
           sum(iif(section = 'other', points, 0)) AS other,
           sum(iif(section = 'reward', points, 0)) AS reward
    FROM posted GROUP BY person, month
), scores AS (
    SELECT p.id AS person, m.month,
           400 + min(0, coalesce(duty, 0)) AS duty,
           100 + min(0, coalesce(business, 0)) AS business,
           300 + min(0, coalesce(key, 0)) AS key,
           100 + min(0, coalesce(temporary, 0)) AS temporary,
           100 + min(0, coalesce(other, 0)) AS other,
           coalesce(reward, 0) AS reward
    FROM people AS p CROSS JOIN months AS m
    LEFT JOIN changes AS c ON c.person = p.id AND c.month = m.month
), totals AS (
    SELECT *, duty + business + key + temporary + other + reward AS total FROM scores
)
SELECT person, printf('2018-%02d', month) AS month, printf('%.1f', duty / 10.0) AS duty,
       printf('%.1f', business / 10.0) AS business, printf('%.1f', key / 10.0) AS key,
       printf('%.1f', temporary / 10.0) AS temporary, printf('%.1f', other / 10.0) AS other,
       printf('%.1f', reward / 10.0) AS reward, printf('%.1f', total / 10.0) AS total,
       printf('%.2f', 600 + 2.0 * (total - 1000)) AS pay
FROM totals ORDER BY person, month;
