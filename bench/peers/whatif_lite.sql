-- What-if in SQLite with its tables in memory; the lines of .print name what .timer times.
CREATE TABLE people (id TEXT PRIMARY KEY, name TEXT, role TEXT, post TEXT, leader TEXT) WITHOUT ROWID;
CREATE TABLE rules (kind TEXT PRIMARY KEY, section TEXT, leader REAL, head REAL, staff REAL, joint REAL) WITHOUT ROWID;
CREATE TABLE events (date TEXT, person TEXT, kind TEXT, count INTEGER, note TEXT);
.mode csv
.import --skip 1 "@FOLDER@/people.csv" people
.import --skip 1 "@FOLDER@/rules.csv" rules
.import --skip 1 "@FOLDER@/events.csv" events
CREATE INDEX by_person ON events (person);
CREATE VIEW scores AS
WITH scored AS (
    SELECT e.person, p.leader, CAST(substr(e.date, 6, 2) AS INTEGER) AS month, r.section, r.kind,
           e.count * CAST(round(10 * CASE p.role WHEN 'leader' THEN r.leader
                                                 WHEN 'head' THEN r.head
                                                 ELSE r.staff END) AS INTEGER) AS points,
           e.count * CAST(round(10 * r.joint) AS INTEGER) AS joint
    FROM events AS e JOIN rules AS r ON r.kind = e.kind JOIN people AS p ON p.id = e.person
), posted AS (
    SELECT person, month, section, points FROM scored
    UNION ALL
    SELECT leader, month, section, joint FROM scored WHERE joint <> 0 AND leader <> ''
    UNION ALL
    SELECT person, month, 'key', -20
    FROM (SELECT person, month,
                 lag(month, 2) OVER (PARTITION BY person ORDER BY month) AS two_before
          FROM (SELECT DISTINCT person, month FROM scored WHERE kind = 'commitment_missed'))
    WHERE two_before = month - 2
)
SELECT person, month, sum(iif(section = 'reward', points, min(points, 0))) AS total
FROM (SELECT person, month, section, sum(points) AS points FROM posted
      GROUP BY person, month, section)
GROUP BY person, month;
CREATE TABLE base AS SELECT * FROM scores;
CREATE UNIQUE INDEX base_key ON base (person, month);
.mode list
.timer on
.print time amount, year
UPDATE rules SET leader = -1.5, head = -1.5, staff = -1.5 WHERE kind = 'late_report';
SELECT 'differ ' || count(*) FROM scores JOIN base USING (person, month)
WHERE scores.total <> base.total;
.print time
UPDATE rules SET leader = -1, head = -1, staff = -1 WHERE kind = 'late_report';
CREATE TEMP TABLE struck AS
SELECT e.rowid AS place, e.person, p.leader FROM events AS e JOIN people AS p ON p.id = e.person
WHERE e.rowid = 499999;
.print time struck
DELETE FROM events WHERE rowid = (SELECT place FROM struck);
SELECT 'differ ' || count(*) FROM scores JOIN base USING (person, month)
WHERE person IN (SELECT person FROM struck UNION SELECT leader FROM struck)
  AND scores.total <> base.total;
.print time account
SELECT 'lines ' || count(*) FROM events JOIN rules USING (kind)
WHERE person = 'E0001400' AND substr(date, 6, 2) = '10';
