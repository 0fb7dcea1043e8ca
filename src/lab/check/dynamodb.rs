//! Checks DynamoDB tables.

use super::guess::Checker;
use crate::exact::Exact;
use crate::lab::file::DynamoDbFile;
use crate::lab::written_quantity::{Bytes, Number};
use crate::lab::yaml::Written;
use crate::region::Region;
use crate::resource::Running;
use crate::resource::dynamodb::{ITEM_BYTES_MAX, Requests, Table, TableClass, Throughput};

/// A table has at most 20 global secondary indexes by default; a slip of the finger has more.
const INDEXES_MAX: u32 = 100;

/// A table, or faults.
pub(super) fn table(checker: &mut Checker<'_>, mut file: DynamoDbFile) -> Option<Table> {
    let throughput = throughput(checker, &mut file);
    let usable = throughput.is_some();
    if file.item_size.is_none() {
        checker.missing(
            "item_size",
            "give the average size of an item, such as `5 KB`",
        );
    }
    let item_bytes = item_size(checker, file.item_size);
    let index_entry_bytes = item_size(checker, file.index_entry_size);
    let replicas = replicas(checker, file.replicas.0.unwrap_or_default());
    let table = Table {
        class: checker
            .take(file.table_class)
            .unwrap_or(TableClass::Standard),
        item_bytes: item_bytes.unwrap_or(Exact::ONE),
        throughput: throughput.unwrap_or(Throughput::OnDemand(Requests::default())),
        indexes: indexes(checker, file.indexes),
        index_entry_bytes: index_entry_bytes.or(item_bytes).unwrap_or(Exact::ONE),
        storage_gb: checker.guess("storage", file.storage),
        point_in_time_recovery: checker.take(file.point_in_time_recovery).unwrap_or(false),
        backup_gb: checker.guess("backup_storage", file.backup_storage),
        restore_gb: checker.guess("restore", file.restore),
        export_gb: checker.guess("export", file.export),
        import_gb: checker.guess("import", file.import),
        stream_reads: checker.guess("stream_reads", file.stream_reads),
        replicas,
    };
    item_bytes.filter(|_| usable).map(|_| table)
}

/// On demand with requests, or provisioned with capacity units.
fn throughput(checker: &mut Checker<'_>, file: &mut DynamoDbFile) -> Option<Throughput> {
    let given = (
        file.read_capacity_units.is_some(),
        file.write_capacity_units.is_some(),
    );
    let provisioned = given.0 || given.1;
    let scheduled = file.schedule.is_some();
    let requested = file.eventually_consistent_reads.is_some()
        || file.strongly_consistent_reads.is_some()
        || file.transactional_reads.is_some()
        || file.writes.is_some()
        || file.transactional_writes.is_some();
    let requests = requests(checker, file);
    let read_units = checker.guess("read_capacity_units", file.read_capacity_units.take());
    let write_units = checker.guess("write_capacity_units", file.write_capacity_units.take());
    let running = checker.guess("schedule", file.schedule.take());
    if !provisioned {
        if scheduled {
            checker.fault(
                checker.spot,
                "`schedule` is for provisioned capacity, and on demand has none",
            );
        }
        return Some(Throughput::OnDemand(requests));
    }
    if requested {
        checker.fault(
            checker.spot,
            "a table is either on demand, with reads and writes, or provisioned, with capacity \
             units",
        );
    }
    if !given.0 {
        checker.missing("read_capacity_units", "a provisioned table has both units");
    }
    if !given.1 {
        checker.missing("write_capacity_units", "a provisioned table has both units");
    }
    Some(Throughput::Provisioned {
        read_units: read_units?,
        write_units: write_units?,
        running: running.unwrap_or(Running::Always),
    })
}

fn requests(checker: &mut Checker<'_>, file: &mut DynamoDbFile) -> Requests {
    Requests {
        eventually_consistent_reads: checker.guess(
            "eventually_consistent_reads",
            file.eventually_consistent_reads.take(),
        ),
        strongly_consistent_reads: checker.guess(
            "strongly_consistent_reads",
            file.strongly_consistent_reads.take(),
        ),
        transactional_reads: checker.guess("transactional_reads", file.transactional_reads.take()),
        writes: checker.guess("writes", file.writes.take()),
        transactional_writes: checker
            .guess("transactional_writes", file.transactional_writes.take()),
    }
}

fn replicas(checker: &mut Checker<'_>, written: Vec<Written<Region>>) -> Vec<Region> {
    let mut replicas = Vec::with_capacity(written.len());
    for written in written {
        let spot = written.spot();
        let Some(region) = checker.take(Some(written)) else {
            continue;
        };
        if replicas.contains(&region) {
            checker.fault(spot, format!("`{region}` has a replica already"));
        }
        replicas.push(region);
    }
    replicas
}

fn item_size(checker: &mut Checker<'_>, written: Option<Written<Bytes>>) -> Option<Exact> {
    let written = written?;
    let spot = written.spot();
    let Bytes(bytes) = checker.take(Some(written))?;
    if bytes.is_zero() || bytes > Exact::from(ITEM_BYTES_MAX) {
        checker.fault(
            spot,
            "a DynamoDB item has more than 0 bytes and at most 400 KB",
        );
        return None;
    }
    Some(bytes)
}

fn indexes(checker: &mut Checker<'_>, written: Option<Written<Number>>) -> u32 {
    let Some(written) = written else { return 0 };
    let spot = written.spot();
    let Some(Number(number)) = checker.take(Some(written)) else {
        return 0;
    };
    let whole = u32::try_from(number.numerator())
        .ok()
        .filter(|_| number.denominator() == 1);
    match whole.filter(|indexes| *indexes <= INDEXES_MAX) {
        Some(indexes) => indexes,
        None => {
            checker.fault(
                spot,
                format!("`indexes` is a whole number up to {INDEXES_MAX}"),
            );
            0
        }
    }
}
