//! The source tree read as text: who may use whom, what must not stand in it, how long things get,
//! and whether what is generated is up to date.

mod arrows;
mod layout;
mod schemas;
mod source;
mod words;
