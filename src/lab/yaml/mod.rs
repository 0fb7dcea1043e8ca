//! Reads YAML text into typed values and reports every fault of a file in one run.
//!
//! The text becomes a tree of [`Node`]s that know their places ([`parse`]), `like:` is resolved
//! between neighbours ([`resolve_like`]), and serde decodes the tree ([`decode`]). Faults are
//! collected as [`Fault`]s on the way, so that one mistake does not hide another.

mod access;
mod attempt;
mod build;
mod decode;
mod dummy;
mod duplicate;
mod either;
mod error;
mod fault;
mod like;
mod node;
mod parse;
mod parts;
mod sink;
mod syntax;
mod variant;
mod written;

pub use attempt::{Attempt, Named, NamedList};
pub use decode::decode;
pub use either::Either;
pub use fault::{Fault, Spot, in_file_order, lines_of};
pub use like::resolve_like;
pub use node::{Entry, Node, Value};
pub use parse::{Limits, parse, parse_all};
pub use written::{FromWritten, Written};
