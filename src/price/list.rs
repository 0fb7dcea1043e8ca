//! One price list in memory: its identity, its prices, and an index by usage type.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use super::tier::Tiers;
use crate::region::Region;
use crate::service::ServiceCode;

/// One entry of a price list: what a unit of a usage type costs on demand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Price {
    /// The list's key for the product.
    pub sku: Box<str>,
    /// The bill's name for what is metered.
    pub usage_type: Box<str>,
    /// The operation, often empty.
    pub operation: Box<str>,
    /// The unit that rates are per, as the list spells it.
    pub unit: Box<str>,
    /// The rates.
    pub tiers: Tiers,
}

/// A source's name, as an estimate cites it. A folder's path is not cited: the same lists in two
/// places give the same report, and the list's SHA-256 says more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceName {
    /// Part of the binary.
    Bundled,
    /// From a folder.
    Folder,
}

impl fmt::Display for SourceName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Bundled => "bundled",
            Self::Folder => "folder",
        })
    }
}

/// Which list a price came from: enough to find the same list again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListIdentity {
    /// The service whose list it is.
    pub service: ServiceCode,
    /// The Region whose list it is.
    pub region: Region,
    /// Bundled, or a folder.
    pub source: SourceName,
    /// AWS's version, the digits of the publication date.
    pub version: String,
    /// AWS's publication date, `2025-10-27T00:00:00Z`.
    pub publication_date: String,
    /// SHA-256 of the list's bytes, in hexadecimal.
    pub sha256: String,
}

/// A price list: prices, found by usage type without a scan.
#[derive(Debug)]
pub struct PriceList {
    identity: Arc<ListIdentity>,
    prices: Vec<Arc<Price>>,
    by_usage_type: HashMap<Box<str>, Vec<usize>>,
}

impl PriceList {
    /// Indexes the prices.
    #[must_use]
    pub fn new(identity: ListIdentity, prices: Vec<Price>) -> Self {
        let mut by_usage_type: HashMap<Box<str>, Vec<usize>> = HashMap::with_capacity(prices.len());
        for (index, price) in prices.iter().enumerate() {
            by_usage_type
                .entry(price.usage_type.clone())
                .or_default()
                .push(index);
        }
        Self {
            identity: Arc::new(identity),
            prices: prices.into_iter().map(Arc::new).collect(),
            by_usage_type,
        }
    }

    /// Which list this is.
    #[must_use]
    pub fn identity(&self) -> &Arc<ListIdentity> {
        &self.identity
    }

    /// Every price, in the list's order.
    #[must_use]
    pub fn prices(&self) -> &[Arc<Price>] {
        &self.prices
    }

    /// The prices of a usage type; with an operation, only those of that operation.
    pub fn matching<'list>(
        &'list self,
        usage_type: &str,
        operation: Option<&str>,
    ) -> impl Iterator<Item = &'list Arc<Price>> {
        let indexes = self.by_usage_type.get(usage_type);
        indexes
            .into_iter()
            .flatten()
            .filter_map(|index| self.prices.get(*index))
            .filter(move |price| operation.is_none_or(|operation| &*price.operation == operation))
    }
}
