//! Where price lists come from: the binary itself, or a folder of the same shape.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::bundled::{bundled_list, bundled_regions};
use super::error::PriceError;
use super::list::{ListIdentity, PriceList, SourceName};
use super::offer::{Offer, read_offer};
use crate::money::Currency;
use crate::region::Region;
use crate::service::ServiceCode;

/// The largest price list that is read: four times AWS's largest, EC2 in one Region.
const LIST_BYTES_MAX: u64 = 2 * 1024 * 1024 * 1024;

/// A place that has price lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PriceSource {
    /// The lists in the binary.
    Bundled,
    /// A folder with `<ServiceCode>/<region>.json` in AWS's bulk format.
    Folder(PathBuf),
}

impl PriceSource {
    /// The Regions that this source has lists for.
    ///
    /// # Errors
    /// [`PriceError::NoFolder`] or [`PriceError::Unreadable`].
    pub fn regions(&self) -> Result<Vec<Region>, PriceError> {
        match self {
            Self::Bundled => Ok(bundled_regions()),
            Self::Folder(folder) => folder_regions(folder),
        }
    }

    /// The list of a service in a Region, or `None` if this source does not have it.
    ///
    /// # Errors
    /// [`PriceError`] if the list is there and cannot be used.
    pub fn list(
        &self,
        service: &ServiceCode,
        region: Region,
        currency: Currency,
    ) -> Result<Option<PriceList>, PriceError> {
        let read = match self {
            Self::Bundled => read_bundled(service, region)?,
            Self::Folder(folder) => read_from_folder(folder, service, region)?,
        };
        let Some((offer, name, source, sha256)) = read else {
            return Ok(None);
        };
        offer.check_is_for(service, region, &name)?;
        let identity = ListIdentity {
            service: service.clone(),
            region,
            source,
            version: offer.version.clone(),
            publication_date: offer.publication_date.clone(),
            sha256,
        };
        let prices = offer.into_prices(currency, &name)?;
        Ok(Some(PriceList::new(identity, prices)))
    }
}

/// An offer, its name in messages, its source and its SHA-256.
type FoundOffer = Option<(Offer, String, SourceName, String)>;

fn read_bundled(service: &ServiceCode, region: Region) -> Result<FoundOffer, PriceError> {
    let Some(bytes) = bundled_list(service.as_str(), region.code()) else {
        return Ok(None);
    };
    let name = format!("bundled {service}/{region}.json");
    let offer = read_offer(&name, || Ok(bytes))?;
    Ok(Some((
        offer,
        name,
        SourceName::Bundled,
        hexadecimal(Sha256::digest(bytes).as_slice()),
    )))
}

fn read_from_folder(
    folder: &Path,
    service: &ServiceCode,
    region: Region,
) -> Result<FoundOffer, PriceError> {
    if !folder.is_dir() {
        return Err(PriceError::NoFolder(folder.to_owned()));
    }
    let path = folder.join(service.as_str()).join(format!("{region}.json"));
    let unreadable = |source| PriceError::Unreadable {
        path: path.clone(),
        source,
    };
    let metadata = match fs::metadata(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        metadata => metadata.map_err(unreadable)?,
    };
    if metadata.is_dir() {
        return Err(unreadable(io::ErrorKind::IsADirectory.into()));
    }
    let name = path.display().to_string();
    if metadata.len() > LIST_BYTES_MAX {
        return Err(PriceError::TooLarge {
            list: name,
            bytes_max: LIST_BYTES_MAX,
        });
    }
    let mut digest = Sha256::new();
    let open = || Ok(BufReader::new(File::open(&path)?));
    let offer = read_offer(&name, open)?;
    // A second pass keeps the reader simple; the file is in the page cache by now.
    let mut file = BufReader::new(File::open(&path).map_err(unreadable)?);
    loop {
        let bytes = file.fill_buf().map_err(unreadable)?;
        if bytes.is_empty() {
            break;
        }
        digest.update(bytes);
        let length = bytes.len();
        file.consume(length);
    }
    Ok(Some((
        offer,
        name,
        SourceName::Folder,
        hexadecimal(digest.finalize().as_slice()),
    )))
}

fn folder_regions(folder: &Path) -> Result<Vec<Region>, PriceError> {
    let unreadable = |source| PriceError::Unreadable {
        path: folder.to_owned(),
        source,
    };
    if !folder.is_dir() {
        return Err(PriceError::NoFolder(folder.to_owned()));
    }
    let mut services = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        services.push(entry.map_err(unreadable)?.path());
    }
    let has_list = |region: &Region| {
        let file = format!("{region}.json");
        services.iter().any(|service| service.join(&file).is_file())
    };
    Ok(Region::all().filter(has_list).collect())
}

fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| char::from(DIGITS[usize::from(nibble & 15)]);
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(*byte)])
        .collect()
}
