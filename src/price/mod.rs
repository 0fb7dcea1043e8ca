//! Price lists: reading AWS's bulk offer JSON, and answering which price a usage type has.
//!
//! ```text
//! source (bundled, folder) → offer (JSON → checked prices) → list (indexed by usage type)
//!                                                            → book (lists by service and Region)
//! ```

mod book;
mod bundled;
mod diagnosis;
mod error;
mod list;
mod offer;
mod shallow;
mod source;
mod tier;

pub use book::{Answer, PriceBook, WhyNone};
pub use bundled::bundled_regions;
pub use error::{Place, PriceError};
pub use list::{ListIdentity, Price, PriceList, SourceName};
pub use offer::read_offer;
pub use source::PriceSource;
pub use tier::{Charge, ChargeError, FreeTier, Tier, TierFault, Tiers};
