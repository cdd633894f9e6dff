META
key;value
description;두 골목
country;KR
unit;보기
instance;2026
num_projects;6
num_votes;10
budget;90
vote_type;approval
rule;greedy
PROJECTS
project_id;cost;name
a1;30;가골목 가로등
a2;30;가골목 벤치
a3;30;가골목 화단
b1;30;나골목 가로등
b2;30;나골목 벤치
b3;30;나골목 화단
VOTES
voter_id;vote
1;a1,a2,a3
2;a1,a2,a3
3;a1,a2,a3
4;a1,a2,a3
5;a1,a2,a3
6;a1,a2,a3
7;b1,b2,b3
8;b1,b2,b3
9;b1,b2,b3
10;b1,b2,b3
