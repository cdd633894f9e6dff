META
key;value
description;값에 견준 표
country;KR
unit;보기
instance;2026
num_projects;2
num_votes;10
budget;100
vote_type;approval
rule;greedy
PROJECTS
project_id;cost;name
w;100;빗물받이 정비
s;10;스티커
VOTES
voter_id;vote
1;w
2;w
3;w
4;w
5;w
6;w
7;w
8;w
9;w
10;s
