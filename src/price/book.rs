//! The price book: which price does a usage type have, in a service's list of a Region?

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt;
use std::sync::Arc;

use super::error::PriceError;
use super::list::{ListIdentity, Price, PriceList};
use super::source::PriceSource;
use crate::money::Currency;
use crate::region::Region;
use crate::service::ServiceCode;

/// The lists that one run needs.
#[derive(Debug, Default)]
pub struct PriceBook {
    lists: HashMap<(ServiceCode, Region), Option<PriceList>>,
}

/// The book's answer: exactly one price, or none. Several are an error, never a choice.
#[derive(Debug)]
pub enum Answer<'book> {
    /// The price, and the list it stands in.
    One(&'book Arc<Price>, &'book ListIdentity),
    /// No price.
    None(WhyNone),
}

/// Why there is no price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhyNone {
    /// There is no list for the service in that Region.
    NoList(ServiceCode, Region),
    /// The list does not hold the usage type (or not with that operation).
    NotInList(ListIdentity),
}

impl fmt::Display for WhyNone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoList(service, region) => {
                write!(formatter, "there is no price list of {service} in {region}")
            }
            Self::NotInList(list) => write!(
                formatter,
                "the price list {} {} {} has no such usage type",
                list.service, list.region, list.version
            ),
        }
    }
}

impl PriceBook {
    /// Reads the lists of these services and Regions; a list that the source does not have is no error,
    /// it is the answer [`WhyNone::NoList`].
    ///
    /// # Errors
    /// [`PriceError`] if a list is there and cannot be used.
    pub fn load(
        source: &PriceSource,
        wanted: impl IntoIterator<Item = (ServiceCode, Region)>,
        currency: Currency,
    ) -> Result<Self, PriceError> {
        let mut book = Self::default();
        for (service, region) in wanted {
            if let Entry::Vacant(place) = book.lists.entry((service, region)) {
                let list = source.list(&place.key().0, region, currency)?;
                place.insert(list);
            }
        }
        Ok(book)
    }

    /// A book of lists that are in memory already.
    #[must_use]
    pub fn of(lists: impl IntoIterator<Item = PriceList>) -> Self {
        let lists = lists.into_iter().map(|list| {
            let identity = list.identity();
            ((identity.service.clone(), identity.region), Some(list))
        });
        Self {
            lists: lists.collect(),
        }
    }

    /// The one price of a usage type.
    ///
    /// Without an operation every operation matches; with one, exactly that one.
    ///
    /// # Errors
    /// [`PriceError::Ambiguous`] names the SKUs if several prices match.
    pub fn price(
        &self,
        service: &ServiceCode,
        region: Region,
        usage_type: &str,
        operation: Option<&str>,
    ) -> Result<Answer<'_>, PriceError> {
        let Some(Some(list)) = self.lists.get(&(service.clone(), region)) else {
            return Ok(Answer::None(WhyNone::NoList(service.clone(), region)));
        };
        let mut matching = list.matching(usage_type, operation);
        match (matching.next(), matching.next()) {
            (None, _) => Ok(Answer::None(WhyNone::NotInList(list.identity().clone()))),
            (Some(price), None) => Ok(Answer::One(price, list.identity())),
            (Some(_), Some(_)) => Err(PriceError::Ambiguous {
                service: service.clone(),
                region,
                usage_type: usage_type.to_owned(),
                operation: operation.map(str::to_owned),
                skus: list
                    .matching(usage_type, operation)
                    .map(|price| price.sku.to_string())
                    .collect(),
            }),
        }
    }

    /// The lists that were read, by service and Region.
    #[must_use]
    pub fn identities(&self) -> Vec<&ListIdentity> {
        let lists = self.lists.values().flatten();
        let mut identities: Vec<_> = lists.map(PriceList::identity).collect();
        identities.sort_by_key(|identity| (&identity.service, identity.region));
        identities
    }
}
