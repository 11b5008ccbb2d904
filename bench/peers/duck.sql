-- The job in DuckDB. @FOLDER@, @OUTPUT@ and @THREADS@ are filled in by run.py. Scores are tenths.
SET threads = @THREADS@;

-- People and sections get numbers: grouping, joining and sorting by them is cheaper than by text.
CREATE TABLE people AS
WITH roster AS (
    SELECT (row_number() OVER (ORDER BY id))::INTEGER AS person, id, role, leader_id
    FROM read_csv('@FOLDER@/people.csv', header = true, all_varchar = true, delim = ',', quote = '"')
)
SELECT p.person, p.id, p.role, l.person AS leader
FROM roster AS p LEFT JOIN roster AS l ON l.id = p.leader_id;

CREATE TABLE rules AS
SELECT kind, role, (10 * points)::INTEGER AS points, (10 * joint)::INTEGER AS joint,
       list_position(['duty', 'business', 'key', 'temporary', 'other', 'reward'],
                     section)::TINYINT AS section,
       kind = 'commitment_missed' AS is_commitment
FROM (UNPIVOT read_csv('@FOLDER@/rules.csv', header = true, columns = {
        'kind': 'VARCHAR', 'section': 'VARCHAR', 'leader': 'DECIMAL(6, 1)',
        'head': 'DECIMAL(6, 1)', 'staff': 'DECIMAL(6, 1)', 'joint': 'DECIMAL(6, 1)'})
      ON leader, head, staff INTO NAME role VALUE points);

COPY (
WITH scored AS MATERIALIZED (
    SELECT p.person, p.leader, month(e.date)::TINYINT AS month, r.section, r.is_commitment,
           e.count * r.points AS points, e.count * r.joint AS joint
    FROM read_csv('@FOLDER@/events.csv', header = true, delim = ',', quote = '"', escape = '"',
                  columns = {'date': 'DATE', 'person': 'VARCHAR', 'kind': 'VARCHAR',
                             'count': 'INTEGER', 'note': 'VARCHAR'}) AS e
    JOIN people AS p ON p.id = e.person
    JOIN rules AS r ON r.kind = e.kind AND r.role = p.role
), missed AS (
    SELECT DISTINCT person, month FROM scored WHERE is_commitment
), posted AS (
    SELECT person, month, section, points FROM scored
    UNION ALL
    SELECT leader, month, section, joint FROM scored WHERE joint <> 0 AND leader IS NOT NULL
    UNION ALL
    SELECT person, this.month, 3, -20
    FROM missed AS this JOIN missed AS last USING (person) JOIN missed AS first USING (person)
    WHERE last.month = this.month - 1 AND first.month = this.month - 2
), changes AS (
    SELECT person, month,
           sum(points) FILTER (section = 1) AS duty,
           sum(points) FILTER (section = 2) AS business,
           sum(points) FILTER (section = 3) AS key,
           sum(points) FILTER (section = 4) AS temporary,
           sum(points) FILTER (section = 5) AS other,
           sum(points) FILTER (section = 6) AS reward
    FROM posted GROUP BY person, month
), scores AS (
    SELECT p.person, p.id, m.month,
           400 + least(0, coalesce(duty, 0))::INTEGER AS duty,
           100 + least(0, coalesce(business, 0))::INTEGER AS business,
           300 + least(0, coalesce(key, 0))::INTEGER AS key,
           100 + least(0, coalesce(temporary, 0))::INTEGER AS temporary,
           100 + least(0, coalesce(other, 0))::INTEGER AS other,
           coalesce(reward, 0)::INTEGER AS reward
    FROM people AS p CROSS JOIN (SELECT range::TINYINT AS month FROM range(1, 13)) AS m
    LEFT JOIN changes AS c ON c.person = p.person AND c.month = m.month
), totals AS (
    SELECT *, duty + business + key + temporary + other + reward AS total FROM scores
)
SELECT id AS person, '2018-' || lpad(month::VARCHAR, 2, '0') AS month,
       (duty * 0.1)::DECIMAL(9, 1) AS duty, (business * 0.1)::DECIMAL(9, 1) AS business,
       (key * 0.1)::DECIMAL(9, 1) AS key, (temporary * 0.1)::DECIMAL(9, 1) AS temporary,
       (other * 0.1)::DECIMAL(9, 1) AS other, (reward * 0.1)::DECIMAL(9, 1) AS reward,
       (total * 0.1)::DECIMAL(9, 1) AS total, (600 + 2 * (total - 1000))::DECIMAL(9, 2) AS pay
FROM totals AS t ORDER BY t.person, t.month
) TO '@OUTPUT@' (FORMAT csv, HEADER true);
