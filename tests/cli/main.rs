//! The command line as a person or a script meets it: stdout, stderr and exit code in one.
//!
//! Every run is in a folder of its own, without any of this machine's environment.

mod agreement;
mod completions;
mod contract;
mod environment;
mod estimate;
mod explain;
mod help;
mod lab;
mod mistakes;
mod out_file;
mod regions;
mod repeat;
mod support;
mod terminal;
