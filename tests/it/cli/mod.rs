//! The command line from outside: words in, words out, through the real program and real git.

mod actions;
mod bad;
mod begin;
mod contested;
mod exchange;
mod exports;
mod groups;
mod imports;
mod imports_bad;
mod imports_meetings;
mod imports_people;
mod imports_real;
mod items;
mod keys;
mod lists;
mod members;
mod notes;
mod persons;
mod plain;
mod roles;
mod roles_checked;
mod shows;
mod tables;
mod told;
mod whole;
mod writes;
