//! Amazon DynamoDB tables: request units or provisioned capacity, storage, backups, replicas.
//!
//! Rules (DynamoDB pricing page; DynamoDB Developer Guide, "On-demand capacity mode" and "Global
//! tables"):
//! * a write takes one write unit per started KB of the item, twice that in a transaction;
//! * a read takes one read unit per started 4 KB strongly consistent, half of it eventually
//!   consistent, twice in a transaction;
//! * each index that a write touches takes write units of its own, by the index entry's size;
//! * a global table writes replicated write units in every Region; its indexes take plain write
//!   units;
//! * point-in-time recovery is billed on the size of the table.

use std::borrow::Cow;

use super::context::{Scenario, UsageContext};
use super::schedule::{Flow, Per, Running};
use crate::exact::{Exact, OutOfRange};
use crate::region::Region;
use crate::service::ServiceCode;
use crate::spread::Spread;
use crate::usage::{Pricing, Usage, UsageLine, Working};

const BYTES_A_KB: u32 = 1_024;
const READ_UNIT_BYTES: u32 = 4 * BYTES_A_KB;
const BYTES_A_GB: u32 = 1_024 * 1_024 * 1_024;

/// The largest item: 400 KB.
pub const ITEM_BYTES_MAX: u32 = 400 * BYTES_A_KB;

/// The storage class of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableClass {
    /// DynamoDB Standard.
    Standard,
    /// DynamoDB Standard-Infrequent Access.
    StandardInfrequentAccess,
}

/// How a table's reads and writes are bought.
#[derive(Clone, Debug, PartialEq)]
pub enum Throughput {
    /// On demand, per request.
    OnDemand(Requests),
    /// Provisioned, per capacity unit and hour.
    Provisioned {
        /// Read capacity units.
        read_units: Spread<Exact>,
        /// Write capacity units.
        write_units: Spread<Exact>,
        /// When they are provisioned.
        running: Running,
    },
}

/// Requests to an on-demand table. What is not given is unknown, unless the other ways of the same
/// operation are given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Requests {
    /// Eventually consistent reads, DynamoDB's default.
    pub eventually_consistent_reads: Option<Flow>,
    /// Strongly consistent reads.
    pub strongly_consistent_reads: Option<Flow>,
    /// Reads in transactions.
    pub transactional_reads: Option<Flow>,
    /// Writes.
    pub writes: Option<Flow>,
    /// Writes in transactions.
    pub transactional_writes: Option<Flow>,
}

/// A DynamoDB table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The storage class.
    pub class: TableClass,
    /// The size of an item in bytes.
    pub item_bytes: Exact,
    /// Reads and writes.
    pub throughput: Throughput,
    /// How many indexes each write also writes to.
    pub indexes: u32,
    /// The size of an index entry in bytes.
    pub index_entry_bytes: Exact,
    /// Data and indexes in GB; unknown if not given.
    pub storage_gb: Option<Spread<Exact>>,
    /// Whether point-in-time recovery is on.
    pub point_in_time_recovery: bool,
    /// On-demand backups in GB.
    pub backup_gb: Option<Spread<Exact>>,
    /// GB restored.
    pub restore_gb: Option<Flow>,
    /// GB exported to S3.
    pub export_gb: Option<Flow>,
    /// GB imported from S3.
    pub import_gb: Option<Flow>,
    /// `GetRecords` requests to the table's stream.
    pub stream_reads: Option<Flow>,
    /// The other Regions of a global table.
    pub replicas: Vec<Region>,
}

/// Collects a table's lines.
struct Lines<'a> {
    table: &'a Table,
    context: &'a UsageContext,
    lines: Vec<UsageLine>,
}

/// A usage type of DynamoDB: its name after the Region, its unit, and whether N. Virginia prefixes
/// it.
struct Meter {
    name: &'static str,
    unit: &'static str,
    bare_in_virginia: bool,
    /// Whether Standard-IA tables have a usage type of their own, `IA-…`.
    by_class: bool,
}

const fn older(name: &'static str, unit: &'static str) -> Meter {
    Meter {
        name,
        unit,
        bare_in_virginia: true,
        by_class: true,
    }
}

const fn newer(name: &'static str, unit: &'static str) -> Meter {
    Meter {
        name,
        unit,
        bare_in_virginia: false,
        by_class: false,
    }
}

const READ_REQUESTS: Meter = older("ReadRequestUnits", "ReadRequestUnits");
const WRITE_REQUESTS: Meter = older("WriteRequestUnits", "WriteRequestUnits");
const REPLICATED_WRITE_REQUESTS: Meter =
    older("ReplWriteRequestUnits", "ReplicatedWriteRequestUnits");
const READ_CAPACITY: Meter = older("ReadCapacityUnit-Hrs", "ReadCapacityUnit-Hrs");
const WRITE_CAPACITY: Meter = older("WriteCapacityUnit-Hrs", "WriteCapacityUnit-Hrs");
const REPLICATED_WRITE_CAPACITY: Meter = older(
    "ReplWriteCapacityUnit-Hrs",
    "ReplicatedWriteCapacityUnit-Hrs",
);
const STORAGE: Meter = older("TimedStorage-ByteHrs", "GB-Mo");
const RECOVERY_STORAGE: Meter = newer("TimedPITRStorage-ByteHrs", "GB-Mo");
const BACKUP_STORAGE: Meter = newer("TimedBackupStorage-ByteHrs", "GB-Mo");
const RESTORE: Meter = newer("RestoreDataSize-Bytes", "GB");
const EXPORT: Meter = newer("ExportDataSize-Bytes", "GB");
const IMPORT: Meter = newer("ImportDataSize-Bytes", "GB");
const STREAM_READS: Meter = newer("Streams-Requests", "Requests");

impl Table {
    /// Everything that a month of the table is billed for.
    ///
    /// # Errors
    /// [`OutOfRange`] if a quantity cannot be held exactly.
    pub fn usage(&self, context: &UsageContext) -> Result<Vec<UsageLine>, OutOfRange> {
        let mut lines = Lines {
            table: self,
            context,
            lines: Vec::new(),
        };
        match &self.throughput {
            Throughput::OnDemand(requests) => lines.requests(requests)?,
            Throughput::Provisioned {
                read_units,
                write_units,
                running,
            } => {
                lines.capacity(*read_units, *write_units, running)?;
            }
        }
        lines.storage();
        lines.flow(&RESTORE, self.restore_gb, "restore", "GB restored")?;
        lines.flow(&EXPORT, self.export_gb, "export to S3", "GB exported")?;
        lines.flow(&IMPORT, self.import_gb, "import from S3", "GB imported")?;
        lines.flow(
            &STREAM_READS,
            self.stream_reads,
            "stream reads",
            "GetRecords requests",
        )?;
        Ok(lines.lines)
    }

    /// The row of the cost table.
    #[must_use]
    pub fn heading(&self) -> &'static str {
        match self.throughput {
            Throughput::OnDemand(_) => "DynamoDB On-Demand",
            Throughput::Provisioned { .. } => "DynamoDB Provisioned",
        }
    }

    /// As on the workshop's page: `Standard, 5 KB item, 10 GB storage`, and what else is switched
    /// on.
    #[must_use]
    pub fn configuration(&self) -> String {
        let class = match self.class {
            TableClass::Standard => "Standard",
            TableClass::StandardInfrequentAccess => "Standard-IA",
        };
        let mut parts = vec![
            class.to_owned(),
            format!("{} item", bytes_text(self.item_bytes)),
        ];
        if let Throughput::Provisioned {
            read_units,
            write_units,
            ..
        } = &self.throughput
        {
            parts.push(format!("{} read units", read_units.expected()));
            parts.push(format!("{} write units", write_units.expected()));
        }
        match self.storage_gb {
            Some(storage) => parts.push(format!("{} GB storage", storage.expected())),
            None => parts.push("storage not given".to_owned()),
        }
        if self.point_in_time_recovery {
            parts.push("point-in-time recovery".to_owned());
        }
        if !self.replicas.is_empty() {
            let codes: Vec<&str> = self.replicas.iter().map(|region| region.code()).collect();
            parts.push(format!("replicas in {}", codes.join(", ")));
        }
        parts.join(", ")
    }
}

impl Lines<'_> {
    /// Where the table is, once each, even if the lab is priced in the Region of a replica.
    fn regions(&self) -> Vec<Region> {
        let home = self.context.region;
        let others = self.table.replicas.iter().copied();
        std::iter::once(home)
            .chain(others.filter(|region| *region != home))
            .collect()
    }

    fn push(&mut self, region: Region, meter: &Meter, description: &'static str, usage: Usage) {
        let class = match self.table.class {
            TableClass::StandardInfrequentAccess if meter.by_class => "IA-",
            _ => "",
        };
        let name = format!("{class}{}", meter.name);
        self.lines.push(UsageLine {
            resource: self.context.resource.clone(),
            heading: Cow::Borrowed(self.table.heading()),
            service: ServiceCode::DYNAMODB,
            region,
            usage_type: if meter.bare_in_virginia {
                region.usage_type_bare_in_virginia(&name)
            } else {
                region.usage_type(&name)
            },
            operation: None,
            unit: Cow::Borrowed(meter.unit),
            description: Cow::Borrowed(description),
            usage,
            pricing: Pricing::List,
        });
    }

    fn flow(
        &mut self,
        meter: &Meter,
        flow: Option<Flow>,
        description: &'static str,
        label: &'static str,
    ) -> Result<(), OutOfRange> {
        if let Some(flow) = flow {
            let working = flow.in_month(self.context.month, label)?;
            self.push(
                self.context.region,
                meter,
                description,
                Usage::Known(working),
            );
        }
        Ok(())
    }

    fn requests(&mut self, requests: &Requests) -> Result<(), OutOfRange> {
        self.reads(requests)?;
        let given = requests.writes.is_some() || requests.transactional_writes.is_some();
        if !given {
            self.push(
                self.context.region,
                &WRITE_REQUESTS,
                "writes",
                Usage::Unknown { key: "writes" },
            );
        }
        let plain = (requests.writes, "writes", 1);
        let transactional = (requests.transactional_writes, "transactional writes", 2);
        for (flow, description, factor) in [plain, transactional] {
            if let Some(flow) = flow {
                self.writes(flow, description, factor)?;
            }
        }
        Ok(())
    }

    fn reads(&mut self, requests: &Requests) -> Result<(), OutOfRange> {
        let half = Exact::new(1, 2)?;
        let two = Exact::from(2_u32);
        let ways = [
            (
                requests.eventually_consistent_reads,
                "eventually consistent reads",
                half,
            ),
            (
                requests.strongly_consistent_reads,
                "strongly consistent reads",
                Exact::ONE,
            ),
            (requests.transactional_reads, "transactional reads", two),
        ];
        if ways.iter().all(|(flow, ..)| flow.is_none()) {
            let unknown = Usage::Unknown {
                key: "eventually_consistent_reads",
            };
            self.push(self.context.region, &READ_REQUESTS, "reads", unknown);
        }
        let blocks = self
            .table
            .item_bytes
            .over(Exact::from(READ_UNIT_BYTES))?
            .ceiling();
        for (flow, description, units) in ways {
            let Some(flow) = flow else { continue };
            let working = Working::of(flow.quantity, description)
                .times(blocks, "started 4 KB an item")?
                .times(units, "read units for each 4 KB")?;
            let working = flow.per.extend_to_month(working, self.context.month)?;
            self.push(
                self.context.region,
                &READ_REQUESTS,
                description,
                Usage::Known(working),
            );
        }
        Ok(())
    }

    /// The writes of one kind: to the table in each of its Regions, to its indexes, and on the way.
    fn writes(
        &mut self,
        flow: Flow,
        description: &'static str,
        units_a_kb: u32,
    ) -> Result<(), OutOfRange> {
        let home = self.context.region;
        let kilobyte = Exact::from(BYTES_A_KB);
        let blocks = self.table.item_bytes.over(kilobyte)?.ceiling();
        let regions = self.regions();
        let meter = if regions.len() > 1 {
            &REPLICATED_WRITE_REQUESTS
        } else {
            &WRITE_REQUESTS
        };
        for region in regions {
            // A transaction takes place in one Region; its result is replicated as plain writes.
            let units = if region == home { units_a_kb } else { 1 };
            let working = Working::of(flow.quantity, description)
                .times(blocks, "started KB an item")?
                .times(Exact::from(units), "write units for each KB")?;
            let working = flow.per.extend_to_month(working, self.context.month)?;
            self.push(region, meter, description, Usage::Known(working));
            self.index_writes(region, flow)?;
            if region != home {
                self.replication_transfer(region, flow)?;
            }
        }
        Ok(())
    }

    fn index_writes(&mut self, region: Region, flow: Flow) -> Result<(), OutOfRange> {
        if self.table.indexes == 0 {
            return Ok(());
        }
        let blocks = self
            .table
            .index_entry_bytes
            .over(Exact::from(BYTES_A_KB))?
            .ceiling();
        let working = Working::of(flow.quantity, "writes")
            .times(Exact::from(self.table.indexes), "indexes")?
            .times(blocks, "started KB an index entry")?;
        let working = flow.per.extend_to_month(working, self.context.month)?;
        self.push(
            region,
            &WRITE_REQUESTS,
            "index writes",
            Usage::Known(working),
        );
        Ok(())
    }

    /// Replication leaves the Region, which is billed as data transfer between the two.
    fn replication_transfer(&mut self, region: Region, flow: Flow) -> Result<(), OutOfRange> {
        let home = self.context.region;
        let working = Working::of(flow.quantity, "writes")
            .times(self.table.item_bytes, "bytes an item")?
            .over(Exact::from(BYTES_A_GB), "bytes a GB")?;
        let working = flow.per.extend_to_month(working, self.context.month)?;
        self.lines.push(UsageLine {
            resource: self.context.resource.clone(),
            heading: Cow::Owned(ServiceCode::DATA_TRANSFER.name().to_owned()),
            service: ServiceCode::DATA_TRANSFER,
            region: home,
            usage_type: format!("{}-{}-AWS-Out-Bytes", home.prefix(), region.prefix()),
            operation: None,
            unit: Cow::Borrowed("GB"),
            description: Cow::Borrowed("replication to another Region"),
            usage: Usage::Known(working),
            pricing: Pricing::List,
        });
        Ok(())
    }

    fn capacity(
        &mut self,
        read_units: Spread<Exact>,
        write_units: Spread<Exact>,
        running: &Running,
    ) -> Result<(), OutOfRange> {
        let left_running = self.context.scenario == Scenario::LeftRunning;
        let running = if left_running {
            &Running::Always
        } else {
            running
        };
        let month = self.context.month;
        let regions = self.regions();
        let write_meter = if regions.len() > 1 {
            &REPLICATED_WRITE_CAPACITY
        } else {
            &WRITE_CAPACITY
        };
        for region in regions {
            let reads = Working::of(read_units, "read capacity units");
            let reads = running.hours(reads, month, |seconds| seconds)?;
            self.push(region, &READ_CAPACITY, "read capacity", Usage::Known(reads));
            let writes = Working::of(write_units, "write capacity units");
            let writes = running.hours(writes, month, |seconds| seconds)?;
            self.push(region, write_meter, "write capacity", Usage::Known(writes));
        }
        Ok(())
    }

    fn storage(&mut self) {
        let table = self.table;
        let stored = |gb: Option<Spread<Exact>>, key, label: &'static str| match gb {
            Some(gb) => Usage::Known(Working::of(gb, label)),
            None => Usage::Unknown { key },
        };
        for region in self.regions() {
            let usage = stored(table.storage_gb, "storage", "GB stored for the month");
            self.push(region, &STORAGE, "storage", usage);
        }
        let home = self.context.region;
        if table.point_in_time_recovery {
            let usage = stored(table.storage_gb, "storage", "GB of table for the month");
            self.push(home, &RECOVERY_STORAGE, "point-in-time recovery", usage);
        }
        if table.backup_gb.is_some() {
            let usage = stored(
                table.backup_gb,
                "backup_storage",
                "GB of backup for the month",
            );
            self.push(home, &BACKUP_STORAGE, "on-demand backup", usage);
        }
    }
}

/// A size as a person writes it: `5 KB`, `400 B`.
fn bytes_text(bytes: Exact) -> String {
    let kilobytes = bytes.over(Exact::from(BYTES_A_KB));
    match kilobytes {
        Ok(kilobytes) if kilobytes >= Exact::ONE => format!("{kilobytes} KB"),
        _ => format!("{bytes} B"),
    }
}

/// A flow of this many things a month.
#[must_use]
pub fn monthly(quantity: Exact) -> Flow {
    Flow {
        quantity: quantity.into(),
        per: Per::Month,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::period::Month;

    fn whole(number: u32) -> Exact {
        Exact::from(number)
    }

    fn table(requests: Requests) -> Table {
        Table {
            class: TableClass::Standard,
            item_bytes: whole(5 * 1024),
            throughput: Throughput::OnDemand(requests),
            indexes: 0,
            index_entry_bytes: whole(5 * 1024),
            storage_gb: Some(whole(10).into()),
            point_in_time_recovery: false,
            backup_gb: None,
            restore_gb: None,
            export_gb: None,
            import_gb: None,
            stream_reads: None,
            replicas: Vec::new(),
        }
    }

    fn none() -> Requests {
        Requests {
            eventually_consistent_reads: Some(monthly(Exact::ZERO)),
            writes: Some(monthly(Exact::ZERO)),
            ..Requests::default()
        }
    }

    /// `usage type quantity` of each line that is not 0; `?` for unknown usage.
    fn asked(table: &Table, region: &str) -> Vec<String> {
        let context = UsageContext {
            resource: "carts".into(),
            region: region.parse().unwrap(),
            month: Month::AVERAGE,
            scenario: Scenario::AsPlanned,
        };
        let lines = table.usage(&context).unwrap();
        let words = |line: &UsageLine| match line.quantity().map(|spread| spread.expected()) {
            None => Some(format!("{} ?", line.usage_type)),
            Some(quantity) if quantity.is_zero() => None,
            Some(quantity) => Some(format!("{} {}", line.usage_type, quantity.to_fraction())),
        };
        lines.iter().filter_map(words).collect()
    }

    #[test]
    fn the_workshops_table() {
        let table = table(none());
        assert_eq!(
            asked(&table, "ap-southeast-2"),
            ["APS2-TimedStorage-ByteHrs 10"]
        );
        assert_eq!(table.configuration(), "Standard, 5 KB item, 10 GB storage");
    }

    #[test]
    fn request_units_by_item_size_and_consistency() {
        // 5 KB: five write units; two started blocks of 4 KB.
        let requests = Requests {
            eventually_consistent_reads: Some(monthly(whole(1_000))),
            strongly_consistent_reads: Some(monthly(whole(100))),
            transactional_reads: Some(monthly(whole(10))),
            writes: Some(monthly(whole(1_000))),
            transactional_writes: Some(monthly(whole(10))),
        };
        assert_eq!(
            asked(&table(requests), "eu-west-1"),
            [
                "EU-ReadRequestUnits 1000",
                "EU-ReadRequestUnits 200",
                "EU-ReadRequestUnits 40",
                "EU-WriteRequestUnits 5000",
                "EU-WriteRequestUnits 100",
                "EU-TimedStorage-ByteHrs 10",
            ]
        );
    }

    #[test]
    fn a_million_small_items_in_transactions_take_two_million_units() {
        let requests = Requests {
            transactional_writes: Some(monthly(whole(1_000_000))),
            ..Requests {
                writes: None,
                ..none()
            }
        };
        let table = Table {
            item_bytes: whole(900),
            ..table(requests)
        };
        assert_eq!(
            asked(&table, "ap-southeast-2")[0],
            "APS2-WriteRequestUnits 2000000"
        );
    }

    #[test]
    fn reads_and_writes_that_are_not_given_are_unknown_not_zero() {
        let table = Table {
            storage_gb: None,
            ..table(Requests::default())
        };
        assert_eq!(
            asked(&table, "us-east-1"),
            [
                "ReadRequestUnits ?",
                "WriteRequestUnits ?",
                "TimedStorage-ByteHrs ?"
            ]
        );
    }

    #[test]
    fn indexes_take_write_units_of_their_own() {
        let requests = Requests {
            writes: Some(monthly(whole(100))),
            ..none()
        };
        let table = Table {
            indexes: 2,
            index_entry_bytes: whole(300),
            ..table(requests)
        };
        assert_eq!(
            asked(&table, "ap-southeast-2")[..2],
            ["APS2-WriteRequestUnits 500", "APS2-WriteRequestUnits 200"]
        );
    }

    #[test]
    fn infrequent_access_and_backups() {
        let table = Table {
            class: TableClass::StandardInfrequentAccess,
            point_in_time_recovery: true,
            backup_gb: Some(whole(3).into()),
            restore_gb: Some(monthly(whole(2))),
            export_gb: Some(monthly(whole(4))),
            import_gb: Some(monthly(whole(6))),
            stream_reads: Some(Flow {
                quantity: whole(12).into(),
                per: Per::Day,
            }),
            ..table(none())
        };
        assert_eq!(
            asked(&table, "us-east-1"),
            [
                "IA-TimedStorage-ByteHrs 10",
                "USE1-TimedPITRStorage-ByteHrs 10",
                "USE1-TimedBackupStorage-ByteHrs 3",
                "USE1-RestoreDataSize-Bytes 2",
                "USE1-ExportDataSize-Bytes 4",
                "USE1-ImportDataSize-Bytes 6",
                "USE1-Streams-Requests 365",
            ]
        );
    }

    #[test]
    fn a_replica_writes_and_stores_again_and_is_reached_by_transfer() {
        let requests = Requests {
            transactional_writes: Some(monthly(whole(1_048_576))),
            ..Requests {
                writes: None,
                ..none()
            }
        };
        let table = Table {
            item_bytes: whole(1_024),
            replicas: vec!["us-east-1".parse().unwrap()],
            ..table(requests)
        };
        assert_eq!(
            asked(&table, "ap-southeast-2"),
            [
                "APS2-ReplWriteRequestUnits 2097152",
                "ReplWriteRequestUnits 1048576",
                "APS2-USE1-AWS-Out-Bytes 1",
                "APS2-TimedStorage-ByteHrs 10",
                "TimedStorage-ByteHrs 10",
            ]
        );
    }

    #[test]
    fn provisioned_capacity_is_billed_by_the_hour() {
        let table = Table {
            throughput: Throughput::Provisioned {
                read_units: whole(5).into(),
                write_units: whole(2).into(),
                running: Running::Always,
            },
            ..table(none())
        };
        assert_eq!(
            asked(&table, "ap-southeast-2")[..2],
            [
                "APS2-ReadCapacityUnit-Hrs 3650",
                "APS2-WriteCapacityUnit-Hrs 1460"
            ]
        );
        assert_eq!(table.heading(), "DynamoDB Provisioned");
    }
}
