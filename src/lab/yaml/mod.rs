//! Reads YAML text into typed values and reports every fault of a file in one run.
//!
//! The text becomes a tree of [`Node`]s that know their places ([`parse_all`]), `like:` is
//! resolved between neighbours ([`resolve_like`]), and serde decodes the tree ([`decode`]).
//! Faults are collected as [`Fault`]s on the way, so that one mistake does not hide another.

mod attempt;
mod decode;
mod duplicate;
mod either;
mod fault;
mod like;
mod limits;
mod node;
mod parse;
mod syntax;
mod written;

pub use attempt::Attempt;
pub use decode::decode;
pub use either::Either;
pub use fault::{Fault, Spot, in_file_order, lines_of};
pub use like::resolve_like;
pub use limits::Limits;
pub use node::{Entry, Node, Value};
pub use parse::parse_all;
pub use written::{FromWritten, Written};
