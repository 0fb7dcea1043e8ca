//! What an AWS lab costs: before it starts, exactly, offline, line by line.
//!
//! ```
//! use labcost::estimate::{Options, estimate};
//! use labcost::lab::builtin_lab;
//! use labcost::price::PriceSource;
//!
//! let lab = builtin_lab("ecs-security").expect("it is built in")?;
//! let sydney = "ap-southeast-2".parse()?;
//! let estimate = estimate(&lab, sydney, &PriceSource::Bundled, &Options::default())?;
//!
//! let fargate = &estimate.services[0];
//! assert_eq!(fargate.heading, "AWS Fargate");
//! assert_eq!(fargate.totals.monthly.expected().shown(), "0.45");
//! assert_eq!(fargate.totals.monthly.expected().to_exact().to_fraction(), "2701/6000");
//! assert!(estimate.is_complete(), "every line has a price and a quantity");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # How data flows
//!
//! ```text
//! lab file ──→ lab ──→ resources ──→ usage lines ─┐
//!                                                 ├─→ estimate ──→ report (table, JSON, CSV, …)
//! price list (bundled, folder) ──→ price book ────┘
//! ```
//!
//! A resource never sees a price. A price book never sees a resource. A renderer never computes.
//! The core is pure and synchronous; files, the terminal and the clock stay in [`cli`] and at the
//! edges of [`price`] and [`lab`], where files are read.
//!
//! # The types, from the leaves up
//!
//! * [`exact::Exact`]: a rational number. Money and quantities are exact from the text of the price
//!   list to the text of the report; [`exact::Exact::round_half_up`] is the one rounding.
//! * [`money::Rate`] × a quantity = [`money::Amount`]; nothing else makes an amount.
//! * [`spread::Spread`]: a value, or a guess with a low and a high end.
//! * [`period::Month`], [`region::Region`], [`service::ServiceCode`]: when, where, whose bill.
//! * [`price::Tiers`], [`price::Price`], [`price::PriceList`], [`price::PriceBook`]: what a unit
//!   costs. A lookup answers with exactly one price, with none and why, or with an error that names
//!   the SKUs.
//! * [`usage::UsageLine`]: what will be metered, in the bill's own words, with its
//!   [`usage::Working`], the product that its quantity is.
//! * [`resource::Resource`]: a Fargate task, a table, a detector; turns into usage lines.
//! * [`lab::Lab`]: resources, participants, a budget; from a YAML file whose faults are all found
//!   in one run.
//! * [`estimate::Estimate`]: priced lines and sums that carry their gaps; [`estimate::Outlook`] is
//!   an estimate with its what-ifs.
//! * [`report::Report`]: what every format prints.
//!
//! # Which module may use which
//!
//! Arrows point one way, and a test reads every `use` to keep them so:
//! `exact, money, period, region, … ← price, usage ← resource ← lab ← estimate ← report ← cli`.

pub mod cli;
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
