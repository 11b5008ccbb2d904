/* The grammar. An action is one constructor call of build.h; every value is a node. Conflict-free
 * because expressions are layered, items of a block are led by keywords, the qualifiers of an
 * aggregate stand inside its brackets, no list with commas follows an expression, no empty list
 * stands before an optional name, `=` defines while `is` compares. */
%code requires {
#include "grammar/build.h"
}
%define api.pure full
%define api.push-pull push
%define api.prefix {grammar_}
%define api.token.prefix {TOKEN_}
%define api.symbol.prefix {SYMBOL_}
%define api.value.type {Node *}
%define api.location.type {Span}
%define parse.error custom
%define parse.lac full
%locations
%expect 0
%param {Parse *p}
%code provides {
/* The tokens that could stand where the parser is; at most `most` of them are stored. */
size_t parser_expects(grammar_pstate *state, int *tokens, size_t most);
/* Whether the source could end there. */
bool parser_may_end(grammar_pstate *state);
}
%code {
#define YYMAXDEPTH 4000
#define YYLLOC_DEFAULT(now, rhs, count)                                                            \
    (now) = (count) ? (Span){YYRHSLOC(rhs, 1).source, YYRHSLOC(rhs, 1).start,                      \
                             YYRHSLOC(rhs, count).end}                                             \
                    : (Span){YYRHSLOC(rhs, 0).source, YYRHSLOC(rhs, 0).end, YYRHSLOC(rhs, 0).end}
static void grammar_error(const Span *span, Parse *p, const char *message);
}

%token FILE_END 0
/* with a value */
%token NAME NUMBER QUANTITY DATE PERIOD_LITERAL TEXT BOOK CLAUSE
/* signs */
%token ARROW TO_KEY BELOW_KEY DEFINE EQUALS_TWICE COLON COMMA DOT PLUS MINUS STAR SLASH
%token OPEN CLOSE KEY_OPEN KEY_CLOSE
/* words: keywords.def */
%token REGULATION SUBJECT EVERY_EVENT EVENT PERIOD SECTION RULE TABLE LET SELECTION SCORE RANK GRADE
%token AMENDMENT TEST SUPPOSE UNSCORED END ONE_OF YES_OR_NO DEFAULT OPTIONAL ON_ROSTER FROM UNTIL
%token EACH BASE FLOOR CAP OUT_OF CITE QUOTE ASSUMED WHEN MISSING WHERE UNLESS FOR CHARGE
%token EVERY_LEVEL OTHERS_SAME DEDUCT ADD SET TO CLEAR RESTART TREAT_AS VOID NOTICE WITHHOLD HOLD
%token NEXT REACHING EVERY BEYOND RUN BY_OCCURRENCE SHARED_BY OF IN LAST PREVIOUS BY THEN_BY BEST
%token WORST ALL_BUT WITHIN AMONG TIES SHARE DENSE OUT LOWEST_FIRST TOP MINIMUM ROUNDED HALF_UP
%token HALF_EVEN UP DOWN KEEPING_TOTAL OTHERWISE IF THEN ELSE AND OR NOT IS IS_NOT IS_ONE_OF
%token IS_ASSESSED AT_LEAST AT_MOST ABOVE BELOW BETWEEN AS_DECIDED TOTAL COUNT AVERAGE MEDIAN
%token LOWEST HIGHEST SHARE_OF COUNTBACK ALL_SECTIONS ACROSS UNDER PRO_RATA RECORDED CLOSED ADJUST
%token KEPT CHANGE REPEAL GIVEN EXPECT FIRED NOT_FIRED NOT_ASSESSED UNDECIDED COMPARE SHOW WHY LIST
%token YES NO USE ROSTER EVENTS INPUT ACCEPT AS OUTPUT NEAR WHY_NOT SLIP BULLETIN POSTINGS REJECTS
%token CHECK STRIKE ALTER SUSPEND RENUMBER CLOSED_THROUGH ADJUSTMENT CASES SOURCE HEAD_TO_HEAD
%token HEAD_AGAIN
/* kept for later: no production has them */
%token LEDGER PUBLISH

%%
file: %empty                        { $$ = NULL; }
    | file statement                { $$ = NULL; build_statement(p, $2); } ;
statement: regulation | subject | event | period | let | table | section | rule | selection | score
    | rank | grade | unscored | amendment | suppose | test | query | script
    | error END                     { $$ = NULL; yyerrok; } ;

/* ---- names, values, what many blocks have ---- */

/* late_report/报表迟报 */
dn: NAME
    | NAME SLASH NAME               { $$ = build_alias(p, $1, $3, @$); } ;
names: NAME { $$ = BAG($1); } | names COMMA NAME { $$ = BAG_ADD($1, $3); } ;
path: NAME                          { $$ = MAKE(PATH, @$, $1); }
    | path DOT NAME                 { $$ = EXTEND($1, @$, $3); } ;
paths: path { $$ = BAG($1); } | paths COMMA path { $$ = BAG_ADD($1, $3); } ;
texts: TEXT { $$ = BAG($1); } | texts COMMA TEXT { $$ = BAG_ADD($1, $3); } ;
title: %empty                       { $$ = NULL; }
    | TEXT                          { $$ = build_relabel($1, NODE_TITLE); } ;
number: NUMBER | QUANTITY ;
signed: number
    | MINUS number                  { $$ = MAKE_OP(UNARY, NEG, @$, $2); } ;
truth: YES                          { $$ = MAKE(YES, @$); }
    | NO                            { $$ = MAKE(NO, @$); } ;
literal: signed | DATE | TEXT | truth ;
value: literal | NAME ;
values: value { $$ = BAG($1); } | values COMMA value { $$ = BAG_ADD($1, $3); } ;
/* cite 《Notice 2019-3》 §五(三)1   quote "…"   assumed "figure"   from 2019-01-01 */
meta: CITE cites                    { $$ = MAKE(CITE, @$, $2); }
    | QUOTE TEXT                    { $$ = MAKE(QUOTE, @$, $2); }
    | ASSUMED TEXT                  { $$ = MAKE(ASSUMED, @$, $2); }
    | FROM DATE                     { $$ = MAKE(FROM, @$, $2); }
    | UNTIL DATE                    { $$ = MAKE(UNTIL, @$, $2); } ;
metas: %empty { $$ = BAG(); } | metas meta { $$ = BAG_ADD($1, $2); } ;
cites: cite { $$ = BAG($1); } | cites cite { $$ = BAG_ADD($1, $2); } ;
cite: BOOK | CLAUSE ;
of: OF NAME                         { $$ = MAKE_NAMED(OF, @$, $2); } ;
each: EACH NAME                     { $$ = MAKE_NAMED(EACH, @$, $2); } ;
within: WITHIN names                { $$ = MAKE(WITHIN, @$, $2); } ;
where: %empty { $$ = NULL; } | WHERE expr { $$ = MAKE(WHERE, @$, $2); } ;
for: FOR expr                       { $$ = MAKE(FOR, @$, $2); } ;
/* floor -20 points   cap 600 yuan */
limit: FLOOR arith { $$ = MAKE(FLOOR, @$, $2); } | CAP arith { $$ = MAKE(CAP, @$, $2); } ;
formula: DEFINE arith               { $$ = MAKE(FORMULA, @$, $2); } ;
ties: TIES SHARE                    { $$ = MAKE_OP(TIES, TIES_SHARE, @$); }
    | TIES DENSE                    { $$ = MAKE_OP(TIES, TIES_DENSE, @$); }
    | TIES OUT                      { $$ = MAKE_OP(TIES, TIES_OUT, @$); }
    | TIES IN                       { $$ = MAKE_OP(TIES, TIES_IN, @$); } ;
rounded: ROUNDED HALF_UP            { $$ = MAKE_OP(ROUNDED, HALF_UP, @$); }
    | ROUNDED HALF_EVEN             { $$ = MAKE_OP(ROUNDED, HALF_EVEN, @$); }
    | ROUNDED UP                    { $$ = MAKE_OP(ROUNDED, UP, @$); }
    | ROUNDED DOWN                  { $$ = MAKE_OP(ROUNDED, DOWN, @$); } ;
/* month   last 12 months   previous year */
window: NAME                        { $$ = MAKE_NAMED(WINDOW_NAME, @$, $1); }
    | LAST QUANTITY                 { $$ = MAKE(WINDOW_LAST, @$, $2); }
    | PREVIOUS NAME                 { $$ = MAKE_NAMED(WINDOW_PREVIOUS, @$, $2); } ;
in: IN window                       { $$ = MAKE(IN, @$, $2); } ;
/* 3 times   counted[race.part] */
amount: number
    | NAME                          { $$ = MAKE_NAMED(AMOUNT_OF, @$, $1); }
    | NAME KEY_OPEN arith KEY_CLOSE { $$ = MAKE_NAMED(AMOUNT_OF, @$, $1, $3); } ;

/* ---- declarations ---- */

/* regulation 《Township staff performance assessment》 from 2018-01-01 source text "law.txt" end */
regulation: REGULATION BOOK regulation_items END { $$ = BLOCK(REGULATION, @$, NULL, $2, $3); } ;
regulation_items: metas
    | regulation_items SOURCE TEXT metas
                    { $$ = BAG_ADD($1, MAKE(SOURCE, SPAN(@2, @3), $3), $4); } ;
/* subject person/人员  role: one of head, staff  on roster from joined until left end */
subject: SUBJECT dn title subject_items END { $$ = BLOCK(SUBJECT, @$, $2, $3, $4); } ;
subject_items: %empty { $$ = BAG(); } | subject_items field { $$ = BAG_ADD($1, $2); }
    | subject_items ON_ROSTER FROM NAME UNTIL NAME
                    { $$ = BAG_ADD($1, MAKE(ROSTER_SPAN, SPAN(@2, @6), $4, $6)); } ;
/* event survey/民主测评 points/分值: points between 0 and 100 end */
event: EVENT dn title event_items END   { $$ = BLOCK(EVENT, @$, $2, $3, $4); }
    | EVERY_EVENT fields END        { $$ = BLOCK(EVERY_EVENT, @$, NULL, $2); } ;
event_items: %empty { $$ = BAG(); } | event_items field { $$ = BAG_ADD($1, $2); }
    | event_items meta              { $$ = BAG_ADD($1, $2); } ;
fields: %empty { $$ = BAG(); } | fields field { $$ = BAG_ADD($1, $2); } ;
/* excused/容错: yes or no default no   case: text optional */
field: dn COLON type                { $$ = MAKE_NAMED(FIELD, @$, $1, $3); }
    | field DEFAULT value           { $$ = EXTEND($1, @$, MAKE(DEFAULT, SPAN(@2, @3), $3)); }
    | field OPTIONAL                { $$ = EXTEND($1, @$, MAKE(OPTIONAL, @2)); } ;
type: NAME                          { $$ = MAKE_NAMED(TYPE_NAME, @$, $1); }
    | NAME BETWEEN signed AND signed    { $$ = MAKE_NAMED(TYPE_NAME, @$, $1, $3, $5); }
    | ONE_OF enum_values            { $$ = MAKE(TYPE_ONE_OF, @$, $2); }
    | YES_OR_NO                     { $$ = MAKE(TYPE_YES_NO, @$); } ;
enum_values: dn                     { $$ = BAG(build_relabel($1, NODE_ENUM_VALUE)); }
    | enum_values COMMA dn          { $$ = BAG_ADD($1, build_relabel($3, NODE_ENUM_VALUE)); } ;
/* period fortnight each 14 days from 2024-01-01 end   period term "spring" from … until … end */
period: PERIOD dn EACH QUANTITY FROM anchor END { $$ = BLOCK(PERIOD, @$, $2, $4, $6); }
    | PERIOD dn of EACH QUANTITY FROM anchor END { $$ = BLOCK(PERIOD, @$, $2, $3, $5, $7); }
    | PERIOD dn seasons END         { $$ = BLOCK(SEASONS, @$, $2, $3); } ;
anchor: DATE | NAME ;
seasons: season { $$ = BAG($1); } | seasons season { $$ = BAG_ADD($1, $2); } ;
season: season_name FROM DATE UNTIL DATE    { $$ = MAKE(SEASON, @$, $1, $3, $5); } ;
season_name: NUMBER | TEXT ;
/* let pool = 120000 yuan end */
let: LET dn title let_items END     { $$ = BLOCK(LET, @$, $2, $3, $4); } ;
let_items: %empty { $$ = BAG(); } | let_items let_item { $$ = BAG_ADD($1, $2); } ;
let_item: formula | meta ;
/* table prize by level excellent → 3000 yuan, otherwise → 0 yuan end */
table: TABLE dn title BY NAME metas rows metas END
                { $$ = BLOCK(TABLE, @$, $2, $3, MAKE_NAMED(BY, SPAN(@4, @5), $5), $6, $7, $8); } ;
rows: row { $$ = BAG($1); } | rows COMMA row { $$ = BAG_ADD($1, $3); } ;
row: row_key ARROW arith            { $$ = MAKE(ROW, @$, $1, $3); } ;
row_key: value
    | otherwise
    | literal TO_KEY                { $$ = MAKE_OP(RANGE, AT_MOST, @$, $1); }
    | literal TO_KEY literal        { $$ = MAKE_OP(RANGE, AT_MOST, @$, $1, $3); }
    | literal BELOW_KEY literal     { $$ = MAKE_OP(RANGE, BELOW, @$, $1, $3); } ;
otherwise: OTHERWISE                { $$ = MAKE(OTHERWISE, @$); } ;
/* section reward each year base 0 points floor -20 points cap 20 points cite §五(三)2 end */
section: SECTION dn title section_items END { $$ = BLOCK(SECTION, @$, $2, $3, $4); } ;
section_items: %empty { $$ = BAG(); } | section_items section_item { $$ = BAG_ADD($1, $2); } ;
section_item: of | each | limit | pro_rata | meta
    | BASE arith                    { $$ = MAKE(BASE, @$, $2); } ;
pro_rata: PRO_RATA                  { $$ = MAKE(PRO_RATA, @$); } ;
/* selection one_act "The heaviest" heaviest 1 of late, absent each case end */
selection: SELECTION dn title selection_items END   { $$ = BLOCK(SELECTION, @$, $2, $3, $4); } ;
selection_items: %empty { $$ = BAG(); } | selection_items selection_item { $$ = BAG_ADD($1, $2); } ;
selection_item: for | meta | select
    | EACH paths                    { $$ = MAKE(EACH_PATHS, @$, $2); } ;
select: BEST amount item_field OF names { $$ = MAKE_OP(SELECT, BEST, @$, $2, $3, $5); }
    | WORST amount item_field OF names  { $$ = MAKE_OP(SELECT, WORST, @$, $2, $3, $5); } ;
item_field: %empty                  { $$ = NULL; }
    | NAME                          { $$ = MAKE_NAMED(OF, @$, $1); } ;
/* score bonus each month = 600 yuan - (100 points - monthly) * 20 yuan/point floor 0 yuan end */
score: SCORE dn title score_items END   { $$ = BLOCK(SCORE, @$, $2, $3, $4); } ;
score_items: %empty { $$ = BAG(); } | score_items score_item { $$ = BAG_ADD($1, $2); } ;
score_item: of | each | limit | for | pro_rata | meta | changed_score ;
changed_score: formula
    | OUT_OF arith                  { $$ = MAKE(OUT_OF, @$, $2); }
    | rounded TO number keeping     { $$ = EXTEND($1, @$, $3, $4); } ;
keeping: %empty { $$ = NULL; } | KEEPING_TOTAL { $$ = MAKE(KEEPING, @$); }
    | KEEPING_TOTAL ACROSS NAME     { $$ = MAKE_NAMED(KEEPING, @$, $3); } ;
/* rank place by result then by best_ten within unit ties share end */
rank: RANK dn title rank_items END  { $$ = BLOCK(RANK, @$, $2, $3, $4); } ;
rank_items: %empty { $$ = BAG(); } | rank_items rank_item { $$ = BAG_ADD($1, $2); } ;
rank_item: of | each | within | ties | meta | rank_key ;
rank_key: BY arith                      { $$ = MAKE(RANK_BY, @$, $2); }
    | THEN_BY arith again           { $$ = MAKE(THEN_BY, @$, $2, $3); }
    | AMONG expr                    { $$ = MAKE(AMONG, @$, $2); }
    | LOWEST_FIRST                  { $$ = MAKE(LOWEST_FIRST, @$); } ;
/* then by head to head of goals head to head again */
again: %empty { $$ = NULL; } | HEAD_AGAIN { $$ = MAKE(AGAIN, @$); } ;
/* grade level by place  good: result at least 900 points top 15% ties out  weak: otherwise end */
grade: GRADE dn title grade_items levels END    { $$ = BLOCK(GRADE, @$, $2, $3, $4, $5); } ;
grade_items: %empty                 { $$ = BAG(); }
    | grade_items grade_item        { $$ = BAG_ADD($1, $2); }
    | grade_items within            { $$ = BAG_ADD($1, $2); } ;
grade_item: of | meta | BY NAME { $$ = MAKE_NAMED(BY, @$, $2); } ;
levels: level                       { $$ = BAG($1); }
    | levels level                  { $$ = BAG_ADD($1, $2); }
    | levels grade_item             { $$ = BAG_ADD($1, $2); } ;
level: dn COLON otherwise quotas    { $$ = BLOCK(LEVEL, @$, $1, $3, $4); }
    | dn COLON expr quotas          { $$ = BLOCK(LEVEL, @$, $1, $3, $4); }
    | dn COLON quota quotas         { $$ = BLOCK(LEVEL, @$, $1, $3, $4); } ;
quotas: %empty { $$ = BAG(); } | quotas quota { $$ = BAG_ADD($1, $2); } ;
quota: within | rounded | ties
    | TOP number                    { $$ = MAKE(TOP, @$, $2); }
    | MINIMUM NUMBER                { $$ = MAKE(MINIMUM, @$, $2); } ;
/* unscored "Guiding thought" cite §一 §二 end */
unscored: UNSCORED title metas END  { $$ = BLOCK(UNSCORED, @$, NULL, $2, $3); } ;

/* ---- rules ---- */

/* rule late "Report late" cite §8.1 when late_report deduct 1 point from duty end */
rule: RULE dn title END             { $$ = BLOCK(RULE, @$, $2, $3); }
    | RULE dn title rule_items END  { $$ = BLOCK(RULE, @$, $2, $3, $4); } ;
rule_items: rule_item { $$ = BAG($1); } | rule_items rule_item { $$ = BAG_ADD($1, $2); } ;
rule_item: for | counter | charge | effect | meta
    | WHEN trigger where            { $$ = MAKE(WHEN, @$, $2, $3); }
    | UNLESS expr                   { $$ = MAKE(UNLESS, @$, $2); }
    | CAP arith each                { $$ = MAKE(CAP, @$, $2, $3); }
    | BY_OCCURRENCE in steps        { $$ = MAKE(BY_OCCURRENCE, @$, $2, $3); } ;
/* when violation or disharmony   when any event where excused   when missing digest in week */
trigger: expr
    | EVERY_EVENT                   { $$ = MAKE(ANY_EVENT, @$); }
    | MISSING missing_names in      { $$ = MAKE(MISSING, @$, $2, $3); } ;
missing_names: NAME { $$ = BAG($1); } | missing_names OR NAME { $$ = BAG_ADD($1, $3); } ;
/* reaching 45 minutes of minutes in year   every 3 times in month   run of 3 times where missed */
counter: REACHING amount counted in { $$ = MAKE_OP(COUNTER, REACHING, @$, $2, $3, $4); }
    | EVERY amount counted in       { $$ = MAKE_OP(COUNTER, EVERY, @$, $2, $3, $4); }
    | BEYOND amount counted in      { $$ = MAKE_OP(COUNTER, BEYOND, @$, $2, $3, $4); }
    | RUN amount where              { $$ = MAKE(RUN, @$, $2, $3); }
    | RUN amount in where           { $$ = MAKE(RUN, @$, $2, $3, $4); } ;
counted: %empty                     { $$ = NULL; }
    | OF path                       { $$ = MAKE(COUNTED, @$, $2); }
    | OF OPEN arith CLOSE           { $$ = MAKE(COUNTED, @$, $3); } ;
/* charge every level of leader where role is head   charge 50% to leader */
charge: CHARGE target where         { $$ = MAKE(CHARGE, @$, $2, $3); }
    | CHARGE QUANTITY TO target where   { $$ = MAKE(CHARGE, @$, $2, $4, $5); } ;
target: path                        { $$ = MAKE(TARGET_PATH, @$, $1); }
    | EVERY_LEVEL NAME              { $$ = MAKE_NAMED(TARGET_LEVELS, @$, $2); }
    | OTHERS_SAME NAME              { $$ = MAKE_NAMED(TARGET_OTHERS, @$, $2); } ;
/* deduct 2 points from duty   从 duty 扣 2分   hold bonus at most 0 yuan   withhold 50% of bonus */
effect: DEDUCT posted FROM NAME shared  { $$ = MAKE_NAMED(DEDUCT, @$, $4, $2, $5); }
    | FROM NAME DEDUCT posted shared    { $$ = MAKE_NAMED(DEDUCT, @$, $2, $4, $5); }
    | ADD posted TO NAME shared     { $$ = MAKE_NAMED(ADD, @$, $4, $2, $5); }
    | SET NAME TO arith             { $$ = MAKE_NAMED(SET, @$, $2, $4); }
    | CLEAR NAME                    { $$ = MAKE_NAMED(CLEAR, @$, $2); }
    | RESTART NAME                  { $$ = MAKE_NAMED(RESTART, @$, $2); }
    | TREAT_AS NAME                 { $$ = MAKE_NAMED(TREAT_AS, @$, $2); }
    | VOID                          { $$ = MAKE(VOID, @$); }
    | NOTICE TEXT                   { $$ = MAKE(NOTICE, @$, $2); }
    | WITHHOLD NAME next            { $$ = MAKE_NAMED(WITHHOLD, @$, $2, $3); }
    | WITHHOLD QUANTITY OF NAME next    { $$ = MAKE_NAMED(WITHHOLD, @$, $4, $2, $5); }
    | HOLD NAME AT_MOST arith next  { $$ = MAKE_NAMED_OP(HOLD, AT_MOST, @$, $2, $4, $5); }
    | HOLD NAME AT_LEAST arith next { $$ = MAKE_NAMED_OP(HOLD, AT_LEAST, @$, $2, $4, $5); } ;
posted: arith
    | BETWEEN arith AND arith AS_DECIDED    { $$ = MAKE(AS_DECIDED, @$, $2, $4); } ;
shared: %empty                      { $$ = NULL; }
    | SHARED_BY paths               { $$ = MAKE(SHARED_BY, @$, $2); } ;
next: %empty                        { $$ = NULL; }
    | NEXT NAME                     { $$ = MAKE_NAMED(NEXT, @$, $2); } ;
/* by occurrence in year 1 → notice "talk" 2..3 → deduct 2 points from duty 4.. → clear duty */
steps: step { $$ = BAG($1); } | steps step { $$ = BAG_ADD($1, $2); } ;
step: NUMBER ARROW effect           { $$ = MAKE(STEP, @$, $1, $3); }
    | NUMBER TO_KEY ARROW effect    { $$ = MAKE(STEP, @$, $1, MAKE(OTHERWISE, @2), $4); }
    | NUMBER TO_KEY NUMBER ARROW effect { $$ = MAKE(STEP, @$, $1, $3, $5); } ;

/* ---- changes and tests ---- */

/* amendment 《Notice》 from 2019-01-01 closed periods adjust  repeal office_work end */
amendment: AMENDMENT BOOK amendment_heads amendment_items END
                                    { $$ = BLOCK(AMENDMENT, @$, NULL, $2, $3, $4); } ;
amendment_heads: metas
    | amendment_heads amendment_head metas  { $$ = BAG_ADD($1, $2, $3); } ;
amendment_head: RECORDED DATE       { $$ = MAKE(RECORDED, @$, $2); }
    | CLOSED ADJUST                 { $$ = MAKE_OP(CLOSED, ADJUST, @$); }
    | CLOSED KEPT                   { $$ = MAKE_OP(CLOSED, STAND, @$); } ;
amendment_items: change { $$ = BAG($1); } | amendment_items change { $$ = BAG_ADD($1, $2); }
    | amendment_items amendment_head    { $$ = BAG_ADD($1, $2); } ;
/* change late_rule: deduct 2 points from duty   change duty_base = 45 points   repeal late_rule
 * suspend late_rule from 2019-02-01 until 2019-02-28   renumber §8.1 to §9 */
change: CHANGE NAME COLON changed   { $$ = BLOCK(CHANGE, @$, $2, $4); }
    | CHANGE NAME COLON rows        { $$ = BLOCK(CHANGE, @$, $2, $4); }
    | CHANGE NAME COLON levels      { $$ = BLOCK(CHANGE, @$, $2, $4); }
    | CHANGE NAME DEFINE arith      { $$ = MAKE_NAMED(CHANGE_VALUE, @$, $2, $4); }
    | SUSPEND NAME FROM DATE UNTIL DATE { $$ = MAKE_NAMED(SUSPEND, @$, $2, $4, $6); }
    | RENUMBER CLAUSE TO CLAUSE     { $$ = MAKE(RENUMBER, @$, $2, $4); }
    | repeals | event | period | let | table | section | rule | selection | score | rank | grade ;
repeals: REPEAL NAME                { $$ = BAG(MAKE_NAMED(REPEAL, @$, $2)); }
    | repeals COMMA NAME            { $$ = BAG_ADD($1, MAKE_NAMED(REPEAL, @3, $3)); } ;
/* What takes the place of its like; what begins with `each` is declared anew instead. */
changed: changed_item { $$ = BAG($1); } | changed changed_item { $$ = BAG_ADD($1, $2); } ;
changed_item: rule_item | changed_score | FLOOR arith { $$ = MAKE(FLOOR, @$, $2); }
    | CAP arith                     { $$ = MAKE(CAP, @$, $2); }
    | BASE arith                    { $$ = MAKE(BASE, @$, $2); }
    | select | rank_key | within | ties | pro_rata ;
/* suppose "late reports cost 3" change late_rule: … given … compare monthly in 2018-10 end */
suppose: SUPPOSE title suppose_items END    { $$ = BLOCK(SUPPOSE, @$, NULL, $2, $3); } ;
suppose_items: %empty { $$ = BAG(); } | suppose_items suppose_item { $$ = BAG_ADD($1, $2); } ;
suppose_item: change | given | compare
    | STRIKE entities               { $$ = MAKE(STRIKE, @$, $2); }
    | ALTER entity assigns          { $$ = MAKE(ALTER, @$, $2, $3); } ;
entities: entity { $$ = BAG($1); } | entities COMMA entity { $$ = BAG_ADD($1, $3); } ;
/* test "a late report costs one point" given … expect … end */
test: TEST TEXT test_items END { $$ = BLOCK(TEST, @$, NULL, build_relabel($2, NODE_TITLE), $3); } ;
test_items: %empty                  { $$ = BAG(); }
    | test_items given              { $$ = BAG_ADD($1, $2); }
    | test_items EXPECT outcome     { $$ = BAG_ADD($1, $3); }
    | test_items as_known           { $$ = BAG_ADD($1, $2); }
    | test_items CASES names COLON cases
                        { $$ = BAG_ADD($1, MAKE(CASES, SPAN(@2, @5), $3, $5)); } ;
/* cases minutes, points: (10, 1 point), (30, 2 points) */
cases: case { $$ = BAG($1); } | cases COMMA case { $$ = BAG_ADD($1, $3); } ;
case: OPEN values CLOSE             { $$ = MAKE(CASE, @$, $2); } ;
/* given person A role = head   given 2018-10-08 late_report A count = 2   (ids: 0017 E1018-02) */
given: GIVEN NAME entity assigns_opt    { $$ = MAKE_NAMED(GIVEN_SUBJECT, @$, $2, $3, $4); }
    | GIVEN NAME entity assigns_opt FROM DATE
                { $$ = MAKE_NAMED(GIVEN_SUBJECT, @$, $2, $3, $4, MAKE(FROM, SPAN(@5, @6), $6)); }
    | GIVEN DATE NAME               { $$ = MAKE(GIVEN_EVENT, @$, $2, $3); }
    | GIVEN DATE NAME assigns       { $$ = MAKE(GIVEN_EVENT, @$, $2, $3, $4); }
    | GIVEN DATE NAME entity assigns_opt    { $$ = MAKE(GIVEN_EVENT, @$, $2, $3, $4, $5); } ;
entity: NAME                        { $$ = MAKE_NAMED(ENTITY, @$, $1); }
    | NUMBER                        { $$ = MAKE_NAMED(ENTITY, @$, $1); }
    | TEXT                          { $$ = MAKE_NAMED(ENTITY, @$, $1); }
    | entity MINUS NAME             { $$ = build_id(p, $1, $3, @$); }
    | entity MINUS NUMBER           { $$ = build_id(p, $1, $3, @$); } ;
assigns_opt: %empty { $$ = NULL; } | assigns ;
assigns: assign { $$ = BAG($1); } | assigns assign { $$ = BAG_ADD($1, $2); } ;
assign: NAME DEFINE value           { $$ = MAKE_NAMED(ASSIGN, @$, $1, $3); }
    | NAME DEFINE path DOT NAME { $$ = MAKE_NAMED(ASSIGN, @$, $1, EXTEND($3, SPAN(@3, @5), $5)); } ;
/* expect monthly of A in 2018-10 = 99 points   expect late_rule fired 1 time for A in 2018-10 */
outcome: NAME OF entity IN period_of DEFINE value
                                    { $$ = MAKE_NAMED(EXPECT_VALUE, @$, $1, $3, $5, $7); }
    | NAME OF entity IN period_of NOT_ASSESSED
                                    { $$ = MAKE_NAMED(EXPECT_UNASSESSED, @$, $1, $3, $5); }
    | NAME OF entity IN period_of BETWEEN value AND value
                                    { $$ = MAKE_NAMED(EXPECT_BETWEEN, @$, $1, $3, $5, $7, $9); }
    | NAME OF entity IN period_of UNDECIDED { $$ = MAKE_NAMED(EXPECT_UNDECIDED, @$, $1, $3, $5); }
    | NAME FIRED QUANTITY FOR entity IN period_of
                                    { $$ = MAKE_NAMED(EXPECT_FIRED, @$, $1, $3, $5, $7); }
    | NAME FIRED NAME FOR entity IN period_of
                                    { $$ = MAKE_NAMED(EXPECT_FIRED, @$, $1, $3, $5, $7); }
    | NOTICE TEXT FOR entity IN period_of   { $$ = MAKE(EXPECT_NOTICE, @$, $2, $4, $6); }
    | NOT NOTICE TEXT FOR entity IN period_of   { $$ = MAKE(EXPECT_NO_NOTICE, @$, $3, $5, $7); }
    | ADJUSTMENT NAME OF entity IN period_of DEFINE value
                                    { $$ = MAKE_NAMED(EXPECT_ADJUSTMENT, @$, $2, $4, $6, $8); }
    | NAME NOT_FIRED FOR entity IN period_of { $$ = MAKE_NAMED(EXPECT_NOT_FIRED, @$, $1, $4, $6); };

/* ---- conditions and amounts ---- */

/* level is one of county, city and not excused or minutes above 10 */
expr: conjunction
    | expr OR conjunction           { $$ = MAKE_OP(BINARY, OR, @$, $1, $3); } ;
conjunction: negation
    | conjunction AND negation      { $$ = MAKE_OP(BINARY, AND, @$, $1, $3); } ;
negation: comparison
    | NOT negation                  { $$ = MAKE_OP(UNARY, NOT, @$, $2); } ;
comparison: arith
    | arith IS arith                { $$ = MAKE_OP(COMPARE, IS, @$, $1, $3); }
    | arith IS_NOT arith            { $$ = MAKE_OP(COMPARE, IS_NOT, @$, $1, $3); }
    | arith AT_LEAST arith          { $$ = MAKE_OP(COMPARE, AT_LEAST, @$, $1, $3); }
    | arith AT_MOST arith           { $$ = MAKE_OP(COMPARE, AT_MOST, @$, $1, $3); }
    | arith ABOVE arith             { $$ = MAKE_OP(COMPARE, ABOVE, @$, $1, $3); }
    | arith BELOW arith             { $$ = MAKE_OP(COMPARE, BELOW, @$, $1, $3); }
    | arith BETWEEN sum AND sum     { $$ = MAKE(BETWEEN, @$, $1, $3, $5); }
    | arith IS_ONE_OF values        { $$ = MAKE(IS_ONE_OF, @$, $1, $3); }
    | arith IS_ASSESSED             { $$ = MAKE(IS_KNOWN, @$, $1); } ;
/* if role is head then 2 points else 1 point   50% * own + total of (x in year) / 2 */
arith: sum
    | IF expr THEN arith ELSE arith { $$ = MAKE(IF, @$, $2, $4, $6); } ;
sum: product
    | sum PLUS product              { $$ = MAKE_OP(BINARY, ADD, @$, $1, $3); }
    | sum MINUS product             { $$ = MAKE_OP(BINARY, SUB, @$, $1, $3); } ;
product: unary
    | product STAR unary            { $$ = MAKE_OP(BINARY, MUL, @$, $1, $3); }
    | product SLASH unary           { $$ = MAKE_OP(BINARY, DIV, @$, $1, $3); } ;
unary: primary
    | MINUS unary                   { $$ = MAKE_OP(UNARY, NEG, @$, $2); } ;
primary: number | DATE | TEXT | truth | path
    | NAME KEY_OPEN arith KEY_CLOSE { $$ = MAKE_NAMED(LOOKUP, @$, $1, $3); }
    | OPEN expr CLOSE               { $$ = $2; }
    | aggregate path                { $$ = EXTEND($1, @$, $2); }
    | aggregate ALL_SECTIONS        { $$ = EXTEND($1, @$, MAKE(ALL_SECTIONS, @2)); }
    | aggregate OPEN pick expr qualifiers CLOSE { $$ = EXTEND($1, @$, $4, $3, $5); }
    | aggregate OPEN pick arith COMMA ariths CLOSE /* lowest of (kitchen, storage, papers) */
                                    { $$ = EXTEND($1, @$, $4, $3, MAKE(VALUES, @6, $6)); } ;
ariths: arith { $$ = BAG($1); } | ariths COMMA arith { $$ = BAG_ADD($1, $3); } ;
aggregate: TOTAL                    { $$ = MAKE_OP(AGGREGATE, TOTAL, @$); }
    | COUNT                         { $$ = MAKE_OP(AGGREGATE, COUNT, @$); }
    | AVERAGE                       { $$ = MAKE_OP(AGGREGATE, AVERAGE, @$); }
    | MEDIAN                        { $$ = MAKE_OP(AGGREGATE, MEDIAN, @$); }
    | LOWEST                        { $$ = MAKE_OP(AGGREGATE, LOWEST, @$); }
    | HIGHEST                       { $$ = MAKE_OP(AGGREGATE, HIGHEST, @$); }
    | SHARE_OF                      { $$ = MAKE_OP(AGGREGATE, SHARE, @$); }
    | COUNTBACK                     { $$ = MAKE_OP(AGGREGATE, COUNTBACK, @$); }
    | HEAD_TO_HEAD                  { $$ = MAKE_OP(AGGREGATE, HEAD_TO_HEAD, @$); } ;
/* average of (all but best 1 and worst 1 mark where judge is not own across unit in year) */
pick: %empty { $$ = NULL; } | best | worst
    | ALL_BUT best                  { $$ = MAKE(ALL_BUT, @$, $2); }
    | ALL_BUT worst                 { $$ = MAKE(ALL_BUT, @$, $2); }
    | ALL_BUT best AND worst        { $$ = MAKE(ALL_BUT, @$, $2, $4); } ;
best: BEST amount                   { $$ = MAKE_OP(PICK, BEST, @$, $2); } ;
worst: WORST amount                 { $$ = MAKE_OP(PICK, WORST, @$, $2); } ;
qualifiers: %empty { $$ = BAG(); } | qualifiers qualifier { $$ = BAG_ADD($1, $2); } ;
qualifier: in
    | WHERE expr                    { $$ = MAKE(WHERE, @$, $2); }
    | BY NAME                       { $$ = MAKE_NAMED(BY, @$, $2); }
    | ACROSS NAME                   { $$ = MAKE_NAMED(ACROSS, @$, $2); }
    | UNDER NAME                    { $$ = MAKE_NAMED(UNDER, @$, $2); } ;

/* ---- queries and run scripts ---- */

/* 2018-10   2018-01..2018-12   term "spring"   month (an input) */
period_of: moment
    | moment TO_KEY moment          { $$ = MAKE(PERIOD_RANGE, @$, $1, $3); } ;
moment: NUMBER | PERIOD_LITERAL | DATE | NAME
    | NAME NUMBER                   { $$ = MAKE_NAMED(PERIOD_NAMED, @$, $1, $2); }
    | NAME TEXT                     { $$ = MAKE_NAMED(PERIOD_NAMED, @$, $1, $2); } ;
in_period: IN period_of             { $$ = MAKE(IN, @$, $2); } ;
/* show monthly, bonus in 2018-10 by bonus top 10 output "out.csv"   show postings of 0017 in 2018
 * why bonus of 0017 in 2018-10   why not excellent of 0017 in 2018   near late_rule in 2018-10
 * count of late_report in 2018-10 by role   list not fired in 2018   check balance in 2018-10 */
query: compare
    | SHOW names whom in_period show_items  { $$ = BLOCK(SHOW, @$, NULL, $2, $4, $3, $5); }
    | SHOW records record_items     { $$ = BLOCK(SHOW, @$, NULL, $2, $3); }
    | SLIP names whom in_period show_items  { $$ = BLOCK(SLIP, @$, NULL, $2, $4, $3, $5); }
    | BULLETIN names whom in_period show_items
                                    { $$ = BLOCK(BULLETIN, @$, NULL, $2, $4, $3, $5); }
    | NEAR NAME in_period show_items    { $$ = BLOCK(NEAR, @$, $2, $3, $4); }
    | aggregate path in_period show_items
                            { $$ = BLOCK(TALLY, @$, NULL, EXTEND($1, SPAN(@1, @2), $2), $3, $4); }
    | aggregate OPEN pick expr qualifiers CLOSE in_period show_items
                { $$ = BLOCK(TALLY, @$, NULL, EXTEND($1, SPAN(@1, @6), $4, $3, $5), $7, $8); }
    | CHECK names                   { $$ = MAKE(CHECK, @$, $2); }
    | CHECK names in_period         { $$ = MAKE(CHECK, @$, $2, $3); }
    | WHY NAME OF entity in_period  { $$ = MAKE_NAMED(WHY, @$, $2, $4, $5); }
    | WHY NAME OF entity in_period output   { $$ = MAKE_NAMED(WHY, @$, $2, $4, $5, $6); }
    | WHY_NOT NAME OF entity in_period  { $$ = MAKE_NAMED(WHY_NOT, @$, $2, $4, $5); }
    | WHY_NOT NAME value OF entity in_period    { $$ = MAKE_NAMED(WHY_NOT, @$, $2, $3, $5, $6); }
    | LIST listing                  { $$ = MAKE(LIST, @$, $2); }
    | LIST listing in_period        { $$ = MAKE(LIST, @$, $2, $3); } ;
compare: COMPARE names whom in_period show_items
                { $$ = BLOCK(COMPARE_QUERY, @$, NULL, $2, $4, $3, $5); } ;
whom: %empty { $$ = NULL; } | OF entity { $$ = MAKE_NAMED(OF, @$, $2); } ;
listing: NAME
    | ASSUMED { $$ = MAKE(ASSUMED, @$); } | UNSCORED { $$ = MAKE(UNSCORED, @$); }
    | UNDECIDED { $$ = MAKE(UNDECIDED, @$); } | RULE { $$ = MAKE(RULE, @$); }
    | EVENT { $$ = MAKE(EVENT, @$); } | CAP { $$ = MAKE(CAP, @$); }
    | NOT_FIRED { $$ = MAKE(NOT_FIRED, @$); } ;
records: POSTINGS { $$ = MAKE(POSTINGS, @$); } | EVENTS { $$ = MAKE(EVENTS, @$); }
    | REJECTS { $$ = MAKE(REJECTS, @$); } | NOTICE { $$ = MAKE(NOTICE, @$); } ;
record_items: %empty { $$ = BAG(); } | record_items show_item { $$ = BAG_ADD($1, $2); }
    | record_items in_period        { $$ = BAG_ADD($1, $2); } ;
show_items: %empty { $$ = BAG(); } | show_items show_item { $$ = BAG_ADD($1, $2); } ;
show_item: output | each
    | OF entity                     { $$ = MAKE_NAMED(OF, @$, $2); }
    | BY path                       { $$ = MAKE(SORT_BY, @$, $2); }
    | TOP NUMBER                    { $$ = MAKE(TOP, @$, $2); }
    | LOWEST_FIRST                  { $$ = MAKE(LOWEST_FIRST, @$); }
    | WHERE expr                    { $$ = MAKE(WHERE, @$, $2); }
    | AS NAME                       { $$ = MAKE_NAMED(AS, @$, $2); } ;
output: OUTPUT TEXT                 { $$ = MAKE(OUTPUT, @$, $2); } ;
/* use "rules/township"   roster "people.csv"   input month default 2018-10   accept rejects 3 */
script: USE texts                   { $$ = MAKE(USE, @$, $2); }
    | ROSTER texts { $$ = MAKE(ROSTER, @$, $2); } | EVENTS texts { $$ = MAKE(EVENTS, @$, $2); }
    | INPUT dn                      { $$ = MAKE_NAMED(INPUT, @$, $2); }
    | INPUT dn DEFAULT start        { $$ = MAKE_NAMED(INPUT, @$, $2, $4); }
    | ACCEPT NUMBER                 { $$ = MAKE(ACCEPT, @$, $2); } | as_known ;
as_known: RECORDED UNTIL period_of  { $$ = MAKE(RECORDED_UNTIL, @$, $3); }
    | CLOSED_THROUGH period_of      { $$ = MAKE(CLOSED_THROUGH, @$, $2); } ;
start: value                        { $$ = MAKE(DEFAULT, @$, $1); }
    | PERIOD_LITERAL                { $$ = MAKE(DEFAULT, @$, $1); } ;
%%

/* Other than a token out of place: the parser's stack is full. */
static void grammar_error(const Span *span, Parse *p, const char *message)
{
    (void)message;
    build_too_deep(p, *span);
}

/* Symbols and tokens are numbered alike, in the order of the %token lines. */
static size_t tokens_of(const yypcontext_t *context, int *tokens, size_t most)
{
    yysymbol_kind_t symbols[YYNTOKENS];
    int count = yypcontext_expected_tokens(context, symbols, YYNTOKENS);
    size_t stored = 0;
    for (int i = 0; i < count && stored < most; i++)
        if (symbols[i] >= SYMBOL_NAME)
            tokens[stored++] = (int)symbols[i] - SYMBOL_NAME + TOKEN_NAME;
    return stored;
}

static int yyreport_syntax_error(const yypcontext_t *context, Parse *p)
{
    int tokens[YYNTOKENS];
    size_t count = tokens_of(context, tokens, YYNTOKENS);
    syntax_error(p, (Expected){tokens, count});
    return 0;
}

size_t parser_expects(grammar_pstate *state, int *tokens, size_t most)
{
    yypcontext_t context = {state, SYMBOL_YYEMPTY, NULL};
    return tokens_of(&context, tokens, most);
}

bool parser_may_end(grammar_pstate *state)
{
    yysymbol_kind_t symbols[YYNTOKENS];
    yypcontext_t context = {state, SYMBOL_YYEMPTY, NULL};
    int count = yypcontext_expected_tokens(&context, symbols, YYNTOKENS);
    for (int i = 0; i < count; i++)
        if (symbols[i] == SYMBOL_YYEOF)
            return true;
    return false;
}
