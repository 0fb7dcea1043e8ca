//! Amazon DynamoDB.

use std::iter;

use num_rational::BigRational;

use super::meters::Meters;
use super::prices::{prefix, usage_type};
use crate::big::{ratio, whole};
use crate::lab_plan::DynamoDb;

impl Meters<'_> {
    pub(super) fn dynamodb(&mut self, table: &DynamoDb) {
        // A lab can be priced in the Region of a replica, which then is the table itself.
        let home = self.setting.region;
        let others = table.replicas.iter().copied();
        let others = others.filter(|region| *region != home);
        let regions: Vec<&str> = iter::once(home).chain(others).collect();
        if table.provisioned.is_some() {
            self.provisioned(table, &regions);
        } else {
            self.reads(table);
            self.writes(table, &regions);
        }
        let storage = table.storage_gb.as_ref().map(|gb| self.at(gb));
        for region in &regions {
            self.count_older(table, region, "TimedStorage-ByteHrs", storage.clone());
        }
        if table.point_in_time_recovery {
            self.count_newer("TimedPITRStorage-ByteHrs", storage);
        }
        if let Some(backup) = &table.backup_gb {
            self.count_newer("TimedBackupStorage-ByteHrs", Some(self.at(backup)));
        }
        let names = [
            "RestoreDataSize-Bytes",
            "ExportDataSize-Bytes",
            "ImportDataSize-Bytes",
        ];
        for (flow, name) in table.transfers.iter().zip(names) {
            if let Some(flow) = flow {
                self.count_newer(name, Some(self.gb_in_month(flow)));
            }
        }
        if let Some(flow) = &table.stream_reads {
            self.count_newer("Streams-Requests", Some(self.in_month(flow)));
        }
    }

    /// Usage types that Standard-IA has of its own.
    fn count_older(
        &mut self,
        table: &DynamoDb,
        region: &str,
        name: &str,
        quantity: Option<BigRational>,
    ) {
        let class = if table.infrequent_access { "IA-" } else { "" };
        let usage_type = usage_type(region, &format!("{class}{name}"), true);
        self.count(("AmazonDynamoDB", region), &usage_type, None, quantity);
    }

    /// Usage types that both classes share, metered where the table is.
    fn count_newer(&mut self, name: &str, quantity: Option<BigRational>) {
        let region = self.setting.region;
        let usage_type = usage_type(region, name, false);
        self.count(("AmazonDynamoDB", region), &usage_type, None, quantity);
    }

    /// A read unit is 4 KB strongly consistent; half a unit eventually, two in a transaction.
    fn reads(&mut self, table: &DynamoDb) {
        let region = self.setting.region;
        let blocks = table.item_bytes.div_ceil(4 * 1_024);
        let units = [ratio(1, 2), whole(1), whole(2)];
        for (flow, units) in table.on_demand.reads.iter().zip(units) {
            if let Some(flow) = flow {
                let quantity = self.in_month(flow) * units * whole(blocks);
                self.count_older(table, region, "ReadRequestUnits", Some(quantity));
            }
        }
        if table.on_demand.reads.iter().all(Option::is_none) {
            self.count_older(table, region, "ReadRequestUnits", None);
        }
    }

    /// A write unit is 1 KB, two in a transaction; each index entry is written besides, and so is
    /// each replica, after the data has travelled there.
    fn writes(&mut self, table: &DynamoDb, regions: &[&str]) {
        let home = self.setting.region;
        let blocks = table.item_bytes.div_ceil(1_024);
        let entry_bytes = table.index_entry_bytes.unwrap_or(table.item_bytes);
        let index_units = table.indexes * entry_bytes.div_ceil(1_024);
        let global = regions.len() > 1;
        let name = if global {
            "ReplWriteRequestUnits"
        } else {
            "WriteRequestUnits"
        };
        for (flow, units) in table.on_demand.writes.iter().zip([1, 2]) {
            let Some(flow) = flow else { continue };
            let writes = self.in_month(flow);
            for region in regions {
                let units = if *region == home { units } else { 1 };
                let quantity = &writes * whole(blocks * units);
                self.count_older(table, region, name, Some(quantity));
                if table.indexes > 0 {
                    let quantity = &writes * whole(index_units);
                    self.count_older(table, region, "WriteRequestUnits", Some(quantity));
                }
                if *region != home {
                    let gb = &writes * ratio(table.item_bytes, 1_u64 << 30);
                    let pair = format!("{}-{}-AWS-Out-Bytes", prefix(home), prefix(region));
                    self.count(("AWSDataTransfer", home), &pair, None, Some(gb));
                }
            }
        }
        if table.on_demand.writes.iter().all(Option::is_none) {
            self.count_older(table, home, "WriteRequestUnits", None);
        }
    }

    fn provisioned(&mut self, table: &DynamoDb, regions: &[&str]) {
        let Some(provisioned) = &table.provisioned else {
            return;
        };
        let hours = self.hours(&provisioned.when);
        let name = if regions.len() > 1 {
            "ReplWriteCapacityUnit-Hrs"
        } else {
            "WriteCapacityUnit-Hrs"
        };
        for region in regions {
            let reads = self.at(&provisioned.read_units) * &hours;
            self.count_older(table, region, "ReadCapacityUnit-Hrs", Some(reads));
            let writes = self.at(&provisioned.write_units) * &hours;
            self.count_older(table, region, name, Some(writes));
        }
    }
}
