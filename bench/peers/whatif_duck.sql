-- What-if in DuckDB with its tables loaded; each part behind `-- time` is timed by duck.c.
SET threads = 1;
CREATE TABLE people AS
WITH roster AS (
    SELECT (row_number() OVER (ORDER BY id))::INTEGER AS person, id, role, leader_id
    FROM read_csv('@FOLDER@/people.csv', header = true, all_varchar = true, delim = ',', quote = '"')
)
SELECT p.person, p.id, p.role, l.person AS leader
FROM roster AS p LEFT JOIN roster AS l ON l.id = p.leader_id;
CREATE TABLE rules AS
SELECT kind, role, (10 * points)::INTEGER AS points, (10 * joint)::INTEGER AS joint, section,
       kind = 'commitment_missed' AS is_commitment
FROM (UNPIVOT read_csv('@FOLDER@/rules.csv', header = true, columns = {
        'kind': 'VARCHAR', 'section': 'VARCHAR', 'leader': 'DECIMAL(6, 1)',
        'head': 'DECIMAL(6, 1)', 'staff': 'DECIMAL(6, 1)', 'joint': 'DECIMAL(6, 1)'})
      ON leader, head, staff INTO NAME role VALUE points);
CREATE TABLE events AS
SELECT p.person, p.leader, p.role, e.date, month(e.date)::TINYINT AS month, e.kind, e.count
FROM read_csv('@FOLDER@/events.csv', header = true, delim = ',', quote = '"', escape = '"',
              columns = {'date': 'DATE', 'person': 'VARCHAR', 'kind': 'VARCHAR',
                         'count': 'INTEGER', 'note': 'VARCHAR'}) AS e
JOIN people AS p ON p.id = e.person;
CREATE VIEW scores AS
WITH scored AS (
    SELECT person, leader, month, section, is_commitment, count * points AS points,
           count * joint AS joint
    FROM events JOIN rules USING (kind, role)
), missed AS (
    SELECT DISTINCT person, month FROM scored WHERE is_commitment
), posted AS (
    SELECT person, month, section, points FROM scored
    UNION ALL
    SELECT leader, month, section, joint FROM scored WHERE joint <> 0 AND leader IS NOT NULL
    UNION ALL
    SELECT person, this.month, 'key', -20
    FROM missed AS this JOIN missed AS last USING (person) JOIN missed AS first USING (person)
    WHERE last.month = this.month - 1 AND first.month = this.month - 2
), changes AS (
    SELECT person, month, section, sum(points) AS points FROM posted GROUP BY person, month, section
)
SELECT person, month, sum(CASE WHEN section = 'reward' THEN points ELSE least(points, 0) END) AS total
FROM changes GROUP BY person, month;
CREATE TABLE base AS SELECT * FROM scores;
-- time amount, year
UPDATE rules SET points = -15 WHERE kind = 'late_report';
CREATE OR REPLACE TABLE differs AS
SELECT person, month FROM scores JOIN base USING (person, month) WHERE scores.total <> base.total;
-- time
COPY (SELECT count(*) FROM differs) TO '@OUTPUT@' (FORMAT csv, HEADER false);
UPDATE rules SET points = -10 WHERE kind = 'late_report';
-- time amount, month
UPDATE rules SET points = -15 WHERE kind = 'late_report';
CREATE OR REPLACE TABLE differs AS
SELECT person, month FROM scores JOIN base USING (person, month)
WHERE month = 10 AND scores.total <> base.total;
-- time
UPDATE rules SET points = -10 WHERE kind = 'late_report';
CREATE TABLE struck AS SELECT rowid AS place, person, leader FROM events WHERE rowid = 499998;
-- time struck
DELETE FROM events WHERE rowid = (SELECT place FROM struck);
CREATE OR REPLACE TABLE differs AS
SELECT person, month FROM scores JOIN base USING (person, month)
WHERE person IN (SELECT person FROM struck UNION SELECT leader FROM struck)
  AND scores.total <> base.total;
-- time account
CREATE OR REPLACE TABLE account AS
SELECT date, kind, count, count * points AS points FROM events JOIN rules USING (kind, role)
WHERE person = 782 AND month = 10;
