//! The catalogue of faults: what a person sees who hands labcost a bad price list, a bad lab file
//! or a bad command line. Each test is a run of the real binary; exit code, stdout and stderr stand
//! in one snapshot, and a stream that is not there was empty.

#![expect(
    clippy::unwrap_used,
    reason = "what a test needs for itself may fail loudly, in its helpers too"
)]

mod command_line;
mod lab_files;
mod price_lists;
mod support;
