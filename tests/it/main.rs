//! One test binary for the whole package.

mod acts;
mod any_key;
mod bar;
mod board;
mod both;
mod bounds;
mod busy;
mod cache;
mod cards;
mod care;
mod cli;
mod codec;
mod contested;
#[cfg(unix)]
mod cycle;
mod decade;
// What only the benchmarks ask of it has no use here.
#[allow(dead_code)]
#[path = "../bench/decade/mod.rs"]
mod decade_written;
mod demo_day;
mod desk;
mod detail;
mod disk;
mod documents;
mod driver;
mod exchange;
#[cfg(unix)]
mod faults;
mod filter;
mod first;
mod forms;
mod frames;
mod funnel;
mod groups;
mod hand;
mod history_index;
mod home;
mod in_force;
mod join;
mod keys;
mod kill;
mod kill_sync;
mod laws;
mod layers;
mod leave_out;
mod lists;
mod live;
mod looks;
mod maintenance;
mod making;
mod marks;
mod meanwhile;
mod menus;
mod merged;
mod mouse;
#[cfg(unix)]
mod odd_paths;
mod orders;
mod overlays;
mod palette;
mod people;
mod pictures;
mod planning;
mod readme;
mod recovery;
mod reduced;
mod refused;
mod roles;
mod rules;
mod screens;
mod seats;
mod series;
mod settings;
mod sitting;
mod support;
mod sync;
#[cfg(unix)]
mod sync_bad;
mod sync_nameless;
mod taken_back;
#[cfg(unix)]
mod terminal;
mod told;
#[cfg(unix)]
mod transports;
#[cfg(unix)]
mod trust;
mod undo;
mod verify;
mod waits;
mod welcome;
mod widths;
#[cfg(unix)]
mod wizard;
