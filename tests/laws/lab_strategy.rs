//! Random labs: legal ones, of every kind of resource, with quantities that reach every tier.

use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::lab_plan::{
    DataFlow, DataUnit, DynamoDb, Fargate, Flow, GuardDuty, Guess, Kind, LabPlan, Machine, Meter,
    Metered, MeteredQuantity, OnDemand, Per, Provisioned, ResourcePlan, TimeUnit, When,
};

const fn meter(
    service_code: &'static str,
    usage_type: &'static str,
    bare_in_virginia: bool,
    operation: Option<&'static str>,
    unit: &'static str,
) -> Meter {
    Meter {
        service_code,
        usage_type,
        bare_in_virginia,
        operation,
        unit,
    }
}

/// Flat prices, prices with four tiers, one without an operation, and one that no list has.
const METERS: [Meter; 5] = [
    meter(
        "AmazonEC2",
        "NatGateway-Hours",
        true,
        Some("NatGateway"),
        "Hrs",
    ),
    meter("AmazonEC2", "NatGateway-Bytes", true, None, "GigaBytes"),
    meter("AmazonCloudWatch", "VendedLog-Bytes", false, None, "GB"),
    meter(
        "AmazonCloudWatch",
        "CW:MetricMonitorUsage",
        true,
        None,
        "Metrics",
    ),
    meter("AmazonRDS", "InstanceUsage:db.t4g.micro", true, None, "Hrs"),
];

/// Up to `mantissa_max` × 10^`power_max` thousandths, small and large ones equally often.
fn amount(power_max: u32) -> impl Strategy<Value = Guess> + Clone {
    let one =
        (0_u64..=9_999, 0..=power_max).prop_map(|(mantissa, power)| mantissa * 10_u64.pow(power));
    guess(one)
}

fn guess(one: impl Strategy<Value = u64> + Clone) -> impl Strategy<Value = Guess> + Clone {
    ([one.clone(), one.clone(), one], any::<bool>()).prop_map(|(mut thousandths, bounded)| {
        thousandths.sort_unstable();
        Guess {
            thousandths,
            bounded,
        }
    })
}

fn per() -> impl Strategy<Value = Per> + Clone {
    select(&[Per::Hour, Per::Day, Per::Week, Per::Month][..])
}

fn flow(power_max: u32) -> impl Strategy<Value = Flow> + Clone {
    (amount(power_max), per()).prop_map(|(amount, per)| Flow { amount, per })
}

fn data_flow(power_max: u32) -> impl Strategy<Value = DataFlow> + Clone {
    let unit = select(&[DataUnit("GB", 1), DataUnit("MB", 1_024)][..]);
    (amount(power_max), unit, per()).prop_map(|(amount, unit, per)| DataFlow { amount, unit, per })
}

const TIME_UNITS: [TimeUnit; 3] = [
    TimeUnit("s", 1),
    TimeUnit("min", 60),
    TimeUnit("hours", 3_600),
];

/// A length that fits the period even if it is doubled.
fn length(per: Per) -> impl Strategy<Value = (Guess, TimeUnit)> {
    let seconds_max = match per {
        Per::Hour => 1_800,
        Per::Day => 43_200,
        Per::Week | Per::Month => 300_000,
    };
    let unit = select(&TIME_UNITS[..]);
    unit.prop_flat_map(move |unit| {
        let one = 0..=seconds_max * 1_000 / unit.1;
        (guess(one), Just(unit))
    })
}

fn once() -> impl Strategy<Value = When> {
    let once = per().prop_flat_map(|per| {
        length(per).prop_map(move |(length, unit)| When::Once { length, unit, per })
    });
    prop_oneof![1 => Just(When::Always), 3 => once]
}

fn runs() -> impl Strategy<Value = When> {
    (flow(2), length(Per::Day)).prop_map(|(count, (length, unit))| When::Runs {
        count,
        length,
        unit,
    })
}

/// vCPU, memory in GB and the step between sizes. Source: Amazon ECS Developer Guide.
const SIZES: [(u64, u64, u64, u64); 7] = [
    (250, 500, 2_000, 500),
    (500, 1_000, 4_000, 1_000),
    (1_000, 2_000, 8_000, 1_000),
    (2_000, 4_000, 16_000, 1_000),
    (4_000, 8_000, 30_000, 1_000),
    (8_000, 16_000, 60_000, 4_000),
    (16_000, 32_000, 120_000, 8_000),
];

fn size(machine: Machine) -> impl Strategy<Value = (u64, u64)> {
    let offered = match machine {
        Machine::Windows => &SIZES[2..5],
        Machine::LinuxX86 | Machine::LinuxArm => &SIZES[..],
    };
    (select(offered), any::<Index>()).prop_map(|((vcpu, least, most, step), index)| {
        let count = usize::try_from((most - least) / step).expect("few") + 1;
        let steps = u64::try_from(index.index(count)).expect("few");
        let memory = least + steps * step;
        // A quarter vCPU has 0.5, 1 and 2 GB, but not 1.5.
        let memory = if memory == 1_500 { 2_000 } else { memory };
        (vcpu, memory)
    })
}

fn fargate() -> impl Strategy<Value = Fargate> {
    let machine = select(&[Machine::LinuxX86, Machine::LinuxArm, Machine::Windows][..]);
    machine.prop_flat_map(|machine| {
        let linux = machine != Machine::Windows;
        let storage_max = if linux { 200_000 } else { 20_000 };
        let storage = prop_oneof![Just(20_000), 20_000_u64..=storage_max];
        let rates = [of(1_u32..90_000), of(1_u32..90_000)];
        let spot = prop::option::weighted(0.25, rates);
        // Spot does not run Windows.
        let spot = spot.prop_map(move |rates| rates.filter(|_| linux));
        let tasks = guess((0_u64..=20).prop_map(|tasks| tasks * 1_000));
        let when = prop_oneof![once(), runs()];
        (size(machine), storage, tasks, when, spot).prop_map(
            move |((vcpu, memory), storage, tasks, when, spot)| Fargate {
                machine,
                vcpu_thousandths: vcpu,
                memory_gb_thousandths: memory,
                storage_gb_thousandths: storage,
                tasks,
                when,
                spot,
            },
        )
    })
}

fn on_demand() -> impl Strategy<Value = OnDemand> {
    let flow = || of(flow(7));
    let reads = [flow(), flow(), flow()];
    let writes = [flow(), flow()];
    (reads, writes).prop_map(|(reads, writes)| OnDemand { reads, writes })
}

fn provisioned() -> impl Strategy<Value = Provisioned> {
    (amount(2), amount(2), once()).prop_map(|(read_units, write_units, when)| Provisioned {
        read_units,
        write_units,
        when,
    })
}

fn dynamodb() -> impl Strategy<Value = DynamoDb> {
    let item = || {
        prop_oneof![
            1_u64..=10_000,
            1_u64..=400 * 1_024,
            Just(4_096),
            Just(1_024)
        ]
    };
    let shape = (any::<bool>(), item(), of(item()), 0_u64..=5, any::<bool>());
    let transfer = || of(data_flow(4));
    let replicas = prop::option::weighted(
        0.3,
        prop::sample::subsequence(&["us-west-2", "eu-west-1", "ap-northeast-1"][..], 0..=2),
    );
    let throughput = (on_demand(), prop::option::weighted(0.3, provisioned()));
    let stored = (of(amount(4)), of(amount(4)));
    let flows = (
        [transfer(), transfer(), transfer()],
        prop::option::weighted(0.2, flow(6)),
    );
    (shape, throughput, stored, flows, replicas).prop_map(
        |(shape, (on_demand, provisioned), (storage_gb, backup_gb), flows, replicas)| DynamoDb {
            infrequent_access: shape.0,
            item_bytes: shape.1,
            index_entry_bytes: shape.2,
            indexes: shape.3,
            point_in_time_recovery: shape.4,
            on_demand,
            provisioned,
            storage_gb,
            backup_gb,
            transfers: flows.0,
            stream_reads: flows.1,
            replicas: replicas.unwrap_or_default(),
        },
    )
}

fn guardduty() -> impl Strategy<Value = GuardDuty> {
    let flow = || of(flow(9));
    let data = || of(data_flow(5));
    let units = || of(amount(4));
    let engine = select(&["mysql", "postgresql"][..]);
    let account = (flow(), data(), flow(), flow(), data());
    let runtime = (any::<u8>(), units(), units(), once());
    let databases = (of((engine, amount(3))), units(), once());
    let scans = (data(), data(), flow());
    (account, runtime, databases, scans).prop_map(|(account, runtime, databases, scans)| {
        GuardDuty {
            cloudtrail_events: account.0,
            flow_and_dns_logs: account.1,
            s3_data_events: account.2,
            eks_audit_log_events: account.3,
            lambda_network_logs: account.4,
            watch_bits: runtime.0,
            watched: Vec::new(),
            ec2_vcpus: runtime.1,
            eks_vcpus: runtime.2,
            runtime_when: runtime.3,
            rds: databases.0,
            aurora: databases.1,
            rds_when: databases.2,
            ebs_scans: scans.0,
            s3_scans: scans.1,
            s3_objects: scans.2,
        }
    })
}

fn metered() -> impl Strategy<Value = Metered> {
    let quantity = prop_oneof![
        4 => flow(6).prop_map(MeteredQuantity::Flow),
        4 => (amount(2), once()).prop_map(|(count, when)| MeteredQuantity::Hours {
            count,
            when
        }),
        1 => Just(MeteredQuantity::Unknown),
    ];
    (select(&METERS[..]), quantity).prop_map(|(meter, quantity)| Metered { meter, quantity })
}

fn kind() -> impl Strategy<Value = Kind> {
    prop_oneof![
        3 => fargate().prop_map(Kind::Fargate),
        2 => dynamodb().prop_map(|table| Kind::DynamoDb(Box::new(table))),
        2 => guardduty().prop_map(|detector| Kind::GuardDuty(Box::new(detector))),
        2 => metered().prop_map(Kind::Metered),
    ]
}

/// A legal lab of one to six resources, with all that its references need.
pub(crate) fn lab() -> impl Strategy<Value = LabPlan> {
    let participants = prop_oneof![Just(1_u32), 1_u32..=50];
    let resources = prop::collection::vec((kind(), any::<bool>()), 1..=6);
    (participants, resources).prop_map(|(participants, kinds)| {
        let resources = kinds.into_iter().enumerate();
        let mut resources: Vec<ResourcePlan> = resources
            .map(|(index, (kind, shared))| ResourcePlan {
                name: format!("resource-{index}"),
                shared,
                kind,
            })
            .collect();
        watch(&mut resources);
        LabPlan {
            participants,
            resources,
        }
    })
}

/// Turns each detector's bits into the names of Linux tasks.
fn watch(resources: &mut [ResourcePlan]) {
    let names: Vec<String> = resources
        .iter()
        .filter(|resource| resource.runs_on_linux())
        .map(|resource| resource.name.clone())
        .collect();
    for resource in resources {
        if let Kind::GuardDuty(detector) = &mut resource.kind {
            let bits = detector.watch_bits;
            let chosen = names.iter().enumerate();
            let chosen = chosen.filter(|(place, _)| bits >> (place % 8) & 1 == 1);
            detector.watched = chosen.map(|(_, name)| name.clone()).collect();
        }
    }
}
