//! Laws that hold whatever the numbers are, tried with random ones.
//!
//! ```text
//! big            rational numbers without a limit: what labcost's results are compared with
//! lab_plan       a lab as plain data
//! lab_strategy   random labs
//! lab_text       a lab's text as a lab file
//! second         a lab's cost once more, from the plan and the JSON of the price lists
//! ```
//! The other modules hold the laws: of numbers ([`exact`]), of words ([`words`]), of tiers
//! ([`tiers`]), of estimates ([`estimate`], [`agreement`]), of lab files ([`lab_file`]) and of
//! price lists ([`price_list`]).

// An integration test is built for tests only; saying so lets its helpers use `expect` as its tests
// do.
#![cfg(test)]

mod agreement;
mod big;
mod cases;
mod estimate;
mod exact;
mod lab_file;
mod lab_plan;
mod lab_strategy;
mod lab_text;
mod price_list;
mod second;
mod tiers;
mod words;
