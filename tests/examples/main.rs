//! Worked examples from AWS's pricing pages and from the pages of the workshop "Amazon ECS Series",
//! each with its arithmetic, so that it can be checked on paper.
//!
//! A page's figure and the exact one may differ by a cent where the page adds rounded parts. Then
//! both are here.

// An integration test is built for tests only; saying so lets its helpers use `unwrap` as its tests
// do.
#![cfg(test)]

mod dynamodb_page;
mod fargate_page;
mod guardduty_page;
mod pricing;
mod workshop;
