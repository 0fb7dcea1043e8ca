//! Writes the table of bundled price lists: every `pricing-fixtures/<ServiceCode>/<region>.json`,
//! embedded in the binary byte for byte and sorted so that a list is found by binary search.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("pricing-fixtures");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut lists = Vec::new();
    for service in sorted_entries(&root)? {
        if service.is_dir() {
            for list in sorted_entries(&service)? {
                if list
                    .extension()
                    .is_some_and(|extension| extension == "json")
                {
                    lists.push((stem(&service)?, stem(&list)?, list));
                }
            }
        }
    }
    lists.sort();
    let mut table = String::from("&[\n");
    for (service, region, path) in lists {
        let path = path.to_str().ok_or("a path that is not UTF-8")?;
        writeln!(
            table,
            "    ({service:?}, {region:?}, include_bytes!({path:?})),"
        )?;
    }
    table.push(']');
    let target = PathBuf::from(env::var("OUT_DIR")?).join("bundled_price_lists.rs");
    fs::write(target, table)?;
    Ok(())
}

fn sorted_entries(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        paths.push(entry?.path());
    }
    paths.sort();
    Ok(paths)
}

fn stem(path: &Path) -> Result<String, Box<dyn Error>> {
    let stem = path.file_stem().and_then(|stem| stem.to_str());
    Ok(stem.ok_or("a name that is not UTF-8")?.to_owned())
}
