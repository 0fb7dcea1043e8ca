//! What can be wrong with a price list.

use std::fmt;
use std::path::PathBuf;

use crate::money::Currency;
use crate::region::Region;
use crate::service::ServiceCode;

/// Where in a price list a fault is: line and column are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file, or `bundled AmazonECS/ap-southeast-2.json`.
    pub list: String,
    /// Line.
    pub line: usize,
    /// Column.
    pub column: usize,
    /// The path of keys to the fault, `terms.OnDemand.…`, where it is known.
    pub key: Option<String>,
    /// The line's text, where it can be read.
    pub line_text: String,
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}:{}", self.list, self.line, self.column)?;
        match &self.key {
            Some(key) => write!(formatter, " at `{key}`"),
            None => Ok(()),
        }
    }
}

/// A price list that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PriceError {
    /// The folder of price lists is not there.
    #[error("there is no folder of price lists at {}", .0.display())]
    NoFolder(PathBuf),
    /// A list cannot be read from disk.
    #[error("cannot read the price list {}", .path.display())]
    Unreadable {
        /// Its path.
        path: PathBuf,
        /// The operating system's reason.
        source: std::io::Error,
    },
    /// A list is larger than labcost reads.
    #[error("{list} is larger than {} GB, the limit for a price list", .bytes_max / (1 << 30))]
    TooLarge {
        /// Its name.
        list: String,
        /// The limit.
        bytes_max: u64,
    },
    /// A list is in another encoding than UTF-8.
    #[error("{list} is {encoding}, not UTF-8")]
    Encoding {
        /// Its name.
        list: String,
        /// What it looks like.
        encoding: &'static str,
    },
    /// A list is not JSON, or not a price list, or says something that cannot be.
    #[error("{place}: {message}")]
    Malformed {
        /// Where.
        place: Place,
        /// What.
        message: String,
    },
    /// A list is for another service or Region than its path says.
    #[error("{list} is a price list of {found}, not of {wanted}")]
    OtherList {
        /// Its name.
        list: String,
        /// What it is for.
        found: String,
        /// What it should be for.
        wanted: String,
    },
    /// A list has no prices in the currency that was asked for.
    #[error(
        "{list} has no price in {wanted} for SKU {sku} (rate code {rate_code}), only in {found}"
    )]
    Currency {
        /// Its name.
        list: String,
        /// The currency asked for.
        wanted: Currency,
        /// The currencies there are.
        found: String,
        /// Where it was missed first.
        sku: String,
        /// The rate.
        rate_code: String,
    },
    /// Several products match one usage type, and labcost does not choose between prices.
    #[error(
        "the price list of {service} in {region} has {} prices for usage type `{usage_type}`{}: \
         SKUs {}", .skus.len(), operation_words(.operation.as_deref()), .skus.join(", ")
    )]
    Ambiguous {
        /// The service.
        service: ServiceCode,
        /// The Region.
        region: Region,
        /// The usage type.
        usage_type: String,
        /// The operation, if one was asked for.
        operation: Option<String>,
        /// The SKUs that match.
        skus: Vec<String>,
    },
    /// A price is per another unit than the usage is counted in.
    #[error(
        "SKU {sku} prices usage type `{usage_type}` per `{price_unit}`, \
         but the usage is counted in `{usage_unit}`"
    )]
    Unit {
        /// The price's SKU.
        sku: String,
        /// The usage type.
        usage_type: String,
        /// The price list's unit.
        price_unit: String,
        /// The usage line's unit.
        usage_unit: String,
    },
}

fn operation_words(operation: Option<&str>) -> String {
    operation.map_or_else(String::new, |operation| {
        format!(" and operation `{operation}`")
    })
}
