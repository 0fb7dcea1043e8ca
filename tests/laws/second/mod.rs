//! A lab's cost once more: from the plan and the JSON of the price lists, in rational numbers
//! without a limit, in another way than labcost goes. It first counts what the whole account uses
//! of each price, and then charges each price once.
//!
//! The rules are those of the pricing pages of AWS Fargate, Amazon DynamoDB and Amazon GuardDuty.
//! Nothing here calls labcost.

mod dynamodb;
mod fargate;
mod guardduty;
mod meters;
mod prices;

pub(crate) use meters::{Cost, Setting, cost};
pub(crate) use prices::REGIONS;
