//! What an AWS lab costs: before it starts, exactly, offline, line by line.

pub mod estimate;
pub mod exact;
pub mod lab;
pub mod money;
pub mod nearest;
pub mod period;
pub mod price;
pub mod region;
pub mod report;
pub mod resource;
pub mod service;
pub mod spread;
pub mod unit;
pub mod usage;
