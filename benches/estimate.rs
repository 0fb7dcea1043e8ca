//! How long a lab takes, by its size, and one lookup in a price list.
//!
//! `cargo bench` prints the figures; the README quotes them.
#![expect(
    clippy::expect_used,
    reason = "a benchmark that cannot run should stop"
)]

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use labcost::estimate::{Detail, Options, outlook};
use labcost::lab::{builtin_text, parse_lab};
use labcost::money::Currency;
use labcost::price::{PriceBook, PriceSource};
use labcost::region::Region;
use labcost::service::ServiceCode;

/// A lab of so many resources: three tasks to each table.
fn lab_text(resources: usize) -> String {
    let mut text = String::from("version: 1\nname: large\nresources:\n");
    for number in 0..resources {
        let resource = if number % 4 == 3 {
            "type: dynamodb\n    item_size: 5 KB\n    storage: 10 GB\n    \
             writes: 3 million/month\n    eventually_consistent_reads: 2 million/month"
        } else {
            "type: fargate\n    vcpu: 1\n    memory: 2 GB\n    schedule: 15 min/day"
        };
        let _ = writeln!(text, "  resource-{number}:\n    {resource}");
    }
    text
}

fn sydney() -> Region {
    "ap-southeast-2".parse().expect("a Region")
}

/// From the file's text to the table's rows, with the what-ifs: all that `labcost estimate` does
/// but start.
fn text_to_rows(text: &str) {
    let lab = parse_lab("lab.yaml", text).expect("a lab");
    let options = Options {
        detail: Detail::Rows,
        ..Options::default()
    };
    black_box(outlook(&lab, sydney(), &PriceSource::Bundled, &options).expect("an estimate"));
}

fn labs(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("lab");
    group.sample_size(10);
    let default = builtin_text("ecs-security").expect("it is built in");
    group.bench_function("ecs-security", |bencher| {
        bencher.iter(|| text_to_rows(default));
    });
    for resources in [1_000_usize, 10_000, 100_000] {
        let text = lab_text(resources);
        group.throughput(Throughput::Elements(
            resources.try_into().unwrap_or(u64::MAX),
        ));
        group.bench_with_input(
            BenchmarkId::new("resources", resources),
            &text,
            |bencher, text| {
                bencher.iter(|| text_to_rows(text));
            },
        );
    }
    group.finish();
}

fn lookup(criterion: &mut Criterion) {
    let mut book = PriceBook::new(PriceSource::Bundled, Currency::USD);
    let region = sydney();
    criterion.bench_function("lookup in a price list", |bencher| {
        bencher.iter(|| {
            let usage_type = black_box("APS2-PaidEventsAnalyzed-Bytes");
            let answer = book.price(&ServiceCode::GUARDDUTY, region, usage_type, None);
            black_box(answer.is_ok())
        });
    });
}

criterion_group!(benches, labs, lookup);
criterion_main!(benches);
