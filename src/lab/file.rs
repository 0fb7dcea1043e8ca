//! The lab file, as its YAML is written. The JSON Schema is generated from these types: their
//! comments are what an editor shows.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::keyword::{Name, Price, Version};
use super::model::BudgetPeriod;
use super::written_quantity::{
    Bytes, DataFlow, Duration, Gigabytes, Number, NumberFlow, Schedule, Vcpu,
};
use super::yaml::{Attempt, Either, Written};
use crate::money::Rate;
use crate::region::Region;
use crate::resource::dynamodb::TableClass;
use crate::resource::fargate::{Architecture, OperatingSystem};
use crate::resource::guardduty::Engine;

/// A lab: what it creates, how long that runs, and what it may cost.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "labcost lab file")]
pub(super) struct LabFile {
    /// The version of this format: 1.
    pub(super) version: Option<Written<Version>>,
    /// The name that the lab is called by, such as `ecs-security`.
    pub(super) name: Option<Written<Name>>,
    /// The title on the lab's page.
    pub(super) title: Option<Written<String>>,
    /// The Region that the lab is written for; `--region` overrides it.
    pub(super) region: Option<Written<Region>>,
    /// How many people do the lab, each with resources of their own, in one account. 1 unless
    /// given.
    pub(super) participants: Option<Written<Number>>,
    /// What the lab may cost.
    pub(super) budget: Option<Attempt<BudgetFile>>,
    /// What a reader should know to judge the numbers. Printed with every estimate.
    #[serde(default)]
    pub(super) notes: Attempt<Vec<Written<String>>>,
    /// The resources, by name.
    // They are decoded one by one, so that a large lab is never in memory twice: here is an empty
    // mapping.
    pub(super) resources: Option<Attempt<BTreeMap<String, ResourceFile>>>,
}

/// What a lab may cost.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct BudgetFile {
    /// The amount, such as `5.00 USD`.
    pub(super) amount: Option<Written<Price>>,
    /// What the amount is for: the lab for a `month` or `twelve-months`, or one `participant` for
    /// a month. `month` unless given.
    pub(super) per: Option<Written<BudgetPeriod>>,
}

/// A resource; `type` says of which kind.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(tag = "type")]
pub(super) enum ResourceFile {
    /// Tasks on AWS Fargate.
    Fargate(Box<FargateFile>),
    /// An Amazon DynamoDB table.
    DynamoDb(Box<DynamoDbFile>),
    /// An Amazon GuardDuty detector.
    GuardDuty(Box<GuardDutyFile>),
    /// Any other usage type, in the bill's own words.
    Metered(Box<MeteredFile>),
}

/// A value that is a guess: what is expected, and between which bounds.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[serde(bound = "T: super::yaml::FromWritten")]
#[schemars(rename = "guess_of_{T}")]
pub(super) struct GuessFile<T> {
    /// The lower bound.
    pub(super) low: Option<Written<T>>,
    /// The value to count with.
    pub(super) expected: Option<Written<T>>,
    /// The upper bound.
    pub(super) high: Option<Written<T>>,
    /// Why this is a good guess. Printed with every estimate.
    pub(super) because: Option<Written<String>>,
}

/// A value, or a guess with its bounds.
pub(super) type Guess<T> = Either<Written<T>, Box<GuessFile<T>>>;

/// Tasks on AWS Fargate, all alike.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FargateFile {
    /// Takes the keys that are not given here from another resource.
    #[expect(
        dead_code,
        reason = "resolved in the tree before decoding; here for the schema"
    )]
    pub(super) like: Option<Written<String>>,
    /// Virtual CPUs of a task: 0.25, 0.5, 1, 2, 4, 8 or 16.
    pub(super) vcpu: Option<Written<Vcpu>>,
    /// Memory of a task, such as `2 GB`; which sizes there are depends on the vCPU.
    pub(super) memory: Option<Written<Gigabytes>>,
    /// `linux` unless given.
    pub(super) operating_system: Option<Written<OperatingSystem>>,
    /// `x86` unless given.
    pub(super) architecture: Option<Written<Architecture>>,
    /// Ephemeral storage of a task. 20 GB unless given, and these are free.
    pub(super) ephemeral_storage: Option<Written<Gigabytes>>,
    /// How many tasks alike. 1 unless given.
    pub(super) tasks: Option<Guess<Number>>,
    /// When each task runs: `always`, or once in each period, such as `15 min/day`.
    pub(super) schedule: Option<Guess<Schedule>>,
    /// How many times a task is run, such as `10/day`; instead of `schedule`, together with
    /// `run_time`.
    pub(super) runs: Option<Guess<NumberFlow>>,
    /// How long each run takes, such as `30 min`.
    pub(super) run_time: Option<Guess<Duration>>,
    /// Whether the tasks run on Fargate Spot. No price list has its rates: state them.
    pub(super) spot: Option<Written<bool>>,
    /// The Spot rate of a vCPU-hour.
    pub(super) spot_vcpu_hour_rate: Option<Written<Rate>>,
    /// The Spot rate of a GB-hour of memory.
    pub(super) spot_gb_hour_rate: Option<Written<Rate>>,
    /// Whether all participants share these tasks.
    pub(super) shared: Option<Written<bool>>,
}

/// An Amazon DynamoDB table. On demand, unless `read_capacity_units` or `write_capacity_units` is
/// given.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DynamoDbFile {
    /// Takes the keys that are not given here from another resource.
    #[expect(
        dead_code,
        reason = "resolved in the tree before decoding; here for the schema"
    )]
    pub(super) like: Option<Written<String>>,
    /// `standard` unless given.
    pub(super) table_class: Option<Written<TableClass>>,
    /// The average size of an item, such as `5 KB`.
    pub(super) item_size: Option<Written<Bytes>>,
    /// Data and indexes, such as `10 GB`.
    pub(super) storage: Option<Guess<Gigabytes>>,
    /// Reads with DynamoDB's default consistency, such as `3 million/month`.
    pub(super) eventually_consistent_reads: Option<Guess<NumberFlow>>,
    /// Strongly consistent reads.
    pub(super) strongly_consistent_reads: Option<Guess<NumberFlow>>,
    /// Reads in transactions.
    pub(super) transactional_reads: Option<Guess<NumberFlow>>,
    /// Writes of one item.
    pub(super) writes: Option<Guess<NumberFlow>>,
    /// Writes of one item in a transaction.
    pub(super) transactional_writes: Option<Guess<NumberFlow>>,
    /// How many indexes each write also writes to. None unless given.
    pub(super) indexes: Option<Written<Number>>,
    /// The size of an index entry; that of an item unless given.
    pub(super) index_entry_size: Option<Written<Bytes>>,
    /// Provisioned read capacity.
    pub(super) read_capacity_units: Option<Guess<Number>>,
    /// Provisioned write capacity.
    pub(super) write_capacity_units: Option<Guess<Number>>,
    /// When the capacity is provisioned. `always` unless given.
    pub(super) schedule: Option<Guess<Schedule>>,
    /// Whether point-in-time recovery is on.
    pub(super) point_in_time_recovery: Option<Written<bool>>,
    /// On-demand backups kept, such as `10 GB`.
    pub(super) backup_storage: Option<Guess<Gigabytes>>,
    /// Data restored from backups, such as `5 GB/month`.
    pub(super) restore: Option<Guess<DataFlow>>,
    /// Data exported to S3.
    pub(super) export: Option<Guess<DataFlow>>,
    /// Data imported from S3.
    pub(super) import: Option<Guess<DataFlow>>,
    /// `GetRecords` requests to the table's stream.
    pub(super) stream_reads: Option<Guess<NumberFlow>>,
    /// The other Regions of a global table.
    #[serde(default)]
    pub(super) replicas: Attempt<Vec<Written<Region>>>,
    /// Whether all participants share this table.
    pub(super) shared: Option<Written<bool>>,
}

/// An Amazon GuardDuty detector: what it analyses in the account in this Region.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct GuardDutyFile {
    /// Takes the keys that are not given here from another resource.
    #[expect(
        dead_code,
        reason = "resolved in the tree before decoding; here for the schema"
    )]
    pub(super) like: Option<Written<String>>,
    /// CloudTrail management events, such as `10 thousand/month`.
    pub(super) cloudtrail_events: Option<Guess<NumberFlow>>,
    /// VPC flow logs and DNS query logs, such as `0.5 GB/month`.
    pub(super) flow_and_dns_logs: Option<Guess<DataFlow>>,
    /// S3 Protection: data events.
    pub s3_data_events: Option<Guess<NumberFlow>>,
    /// EKS Protection: audit log events.
    pub(super) eks_audit_log_events: Option<Guess<NumberFlow>>,
    /// Lambda Protection: network logs.
    pub(super) lambda_network_logs: Option<Guess<DataFlow>>,
    /// Runtime Monitoring.
    pub(super) runtime_monitoring: Option<Attempt<RuntimeMonitoringFile>>,
    /// RDS Protection.
    pub(super) rds_protection: Option<Attempt<RdsProtectionFile>>,
    /// Malware Protection.
    pub(super) malware_protection: Option<Attempt<MalwareProtectionFile>>,
    /// Whether all participants share what is analysed.
    pub(super) shared: Option<Written<bool>>,
}

/// GuardDuty Runtime Monitoring, billed by the vCPUs it watches.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RuntimeMonitoringFile {
    /// The Fargate resources of this lab that are watched, by name.
    #[serde(default)]
    pub(super) fargate_tasks: Attempt<Vec<Written<Name>>>,
    /// vCPUs of EC2 instances.
    pub ec2_vcpus: Option<Guess<Number>>,
    /// vCPUs of EKS nodes.
    pub(super) eks_vcpus: Option<Guess<Number>>,
    /// When the EC2 instances and EKS nodes run. `always` unless given.
    pub(super) schedule: Option<Guess<Schedule>>,
}

/// GuardDuty RDS Protection, billed by the size of the databases.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RdsProtectionFile {
    /// vCPUs of provisioned instances; needs `engine`.
    pub(super) vcpus: Option<Guess<Number>>,
    /// The engine of the provisioned instances.
    pub(super) engine: Option<Written<Engine>>,
    /// Aurora capacity units of Serverless v2 instances.
    pub(super) aurora_capacity_units: Option<Guess<Number>>,
    /// When the databases run. `always` unless given.
    pub(super) schedule: Option<Guess<Schedule>>,
}

/// GuardDuty Malware Protection, billed by what is scanned.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MalwareProtectionFile {
    /// EBS volumes scanned, such as `100 GB/month`.
    pub(super) ebs_scans: Option<Guess<DataFlow>>,
    /// S3 objects scanned, by size.
    pub s3_scans: Option<Guess<DataFlow>>,
    /// S3 objects evaluated, by number.
    pub s3_objects: Option<Guess<NumberFlow>>,
}

/// A usage type of any service, as the bill names it: a NAT gateway, a load balancer, log storage.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MeteredFile {
    /// Takes the keys that are not given here from another resource.
    #[expect(
        dead_code,
        reason = "resolved in the tree before decoding; here for the schema"
    )]
    pub(super) like: Option<Written<String>>,
    /// AWS's code of the service, such as `AmazonEC2`.
    pub(super) service_code: Option<Written<Name>>,
    /// The usage type without the Region's prefix, such as `NatGateway-Hours`.
    pub(super) usage_type: Option<Written<String>>,
    /// Whether N. Virginia bills this usage type without a prefix.
    pub(super) bare_in_virginia: Option<Written<bool>>,
    /// The operation, where several products share the usage type.
    pub(super) operation: Option<Written<String>>,
    /// What is counted, such as `Hrs` or `GB`.
    pub(super) unit: Option<Written<String>>,
    /// How many units, such as `10/month`.
    pub(super) quantity: Option<Guess<NumberFlow>>,
    /// How many of a thing that is billed by the hour; instead of `quantity`, together with
    /// `schedule`.
    pub(super) count: Option<Guess<Number>>,
    /// When the things run that are billed by the hour.
    pub(super) schedule: Option<Guess<Schedule>>,
    /// Whether all participants share this.
    pub(super) shared: Option<Written<bool>>,
}

#[cfg(test)]
mod tests {
    use crate::lab::{LabError, parse_lab};

    /// Every fault of a lab as `line:column message`, with its hint.
    fn faults(text: &str) -> Vec<String> {
        let Err(LabError::Faulty { faults, .. }) = parse_lab("lab.yaml", text) else {
            panic!("a lab with faults")
        };
        let line = |fault: &crate::lab::LabFault| match &fault.fault.hint {
            Some(hint) => format!("{fault} ({hint})"),
            None => fault.to_string(),
        };
        faults.iter().map(line).collect()
    }

    /// The faults of a lab with one more key besides its resources.
    fn with(key: &str) -> Vec<String> {
        let rest = "version: 1\nname: shop\nresources: {a: {type: dynamodb, item_size: 1 KB}}\n";
        faults(&format!("{rest}{key}\n"))
    }

    /// The faults of a lab with these resources.
    fn with_resources(resources: &str) -> Vec<String> {
        faults(&format!("version: 1\nname: shop\nresources:{resources}\n"))
    }

    #[test]
    fn a_lab_with_every_kind_of_fault_has_all_told_in_file_order() {
        let text = "\
version: 1
name: shop
regoin: eu-west-1
budget: 5
notes: one
resources:
  web:
    type: fargate
    vcpu: 1
    memory: 2 GX
    tasks: {low: 1, expcted: 2}
    schedule: [always]
  web:
    type: fargate
  guard:
    type: guardduty
    runtime_monitoring: 5
    rds_protection:
      vcpu: 2
    malware_protection: [100 GB]
  guard-2:
    type: guardduty
    runtime_monitoring: {fargate_tasks: web, ec2_vcpus: x}
  orders:
    type: dynamodb
    item_size: 0 KB
    replicas: us-east-1
  archive:
    type: dynamodb
    item_size: {}
    replicas: [us-east-1, [], mars]
  typeless:
    vcpu: 1
  odd:
    type: fragate
  word: fargate
  nothing:
";
        insta::assert_snapshot!(faults(text).join("\n"), @"
        3:1: `regoin` is not a key here (did you mean `region`?)
        4:9: expected a mapping, found `5`
        5:8: expected a list, found `one`
        10:13: `GX` is not a unit of data: use B, KB, MB, GB, TB or PB
        11:21: `expcted` is not a key here (did you mean `expected`?)
        12:15: expected `always` or a schedule such as `15 min/day`, found a list
        13:3: `web` stands on line 7 and again on line 13 (remove or rename one of them)
        17:25: expected a mapping, found `5`
        19:7: `vcpu` is not a key here (did you mean `vcpus`?)
        20:25: expected a mapping, found a list
        23:41: expected a list, found `web`
        23:57: `x` does not begin with a number such as `1.5` or `1,000`
        26:16: a DynamoDB item has more than 0 bytes and at most 400 KB
        27:15: expected a list, found `us-east-1`
        30:16: expected a size such as `5 KB`, found a mapping
        31:27: expected a Region such as `ap-southeast-2`, found a list
        31:31: `mars` is not an AWS Region that labcost knows
        33:5: `type` is missing (the types here are `fargate`, `dynamodb`, `guardduty`, `metered`)
        35:11: `fragate` is not a type here (did you mean `fargate`? the types here are `fargate`, `dynamodb`, `guardduty`, `metered`)
        36:9: expected a mapping, found `fargate` (write `type: fargate` inside it)
        37:3: expected a mapping, found nothing (the types here are `fargate`, `dynamodb`, `guardduty`, `metered`)
        ");
    }

    #[test]
    fn resources_of_a_wrong_shape() {
        let empty = "1:1: the lab file has no `resources` \
                     (`labcost lab init` writes a file to start from)";
        assert_eq!(with_resources(""), [empty]);
        assert_eq!(
            with_resources(" 5"),
            ["3:12: expected a mapping, found `5`"]
        );
        assert_eq!(
            with_resources(" []"),
            ["3:12: expected a mapping, found a list"]
        );
        let none = "1:1: the lab file has no `resources` \
                    (name at least one resource below `resources:`)";
        assert_eq!(with_resources(" {}"), [none]);
    }

    #[test]
    fn other_keys_of_a_wrong_shape() {
        assert_eq!(with("budget: 5"), ["4:9: expected a mapping, found `5`"]);
        assert_eq!(with("notes: x"), ["4:8: expected a list, found `x`"]);
        assert_eq!(with("notes:"), ["4:1: expected a list, found nothing"]);
        assert_eq!(
            with("notes: [x, [y]]"),
            ["4:12: expected a text, found a list"]
        );
        assert_eq!(
            with("title: {x: y}"),
            ["4:8: expected a text, found a mapping"]
        );
    }

    #[test]
    fn a_broken_like_makes_no_key_missing() {
        let web = "\n  web: {type: fargate, vcpu: 1, memory: 2 GB, schedule: always}";
        let unknown = "5:26: `wbe` is not an entry here (did you mean `web`?)";
        let api = |rest: &str| with_resources(&format!("{web}\n  api: {rest}"));
        assert_eq!(api("{like: wbe}")[0], unknown.replace("5:26", "5:15"));
        assert_eq!(api("{like: wbe}").len(), 1);
        assert_eq!(
            api("{type: fargate, like: wbe}"),
            [unknown.replace("26", "30")]
        );
        assert_eq!(
            api("{type: fargate, like: [], vcpu: x}"),
            [
                "5:30: expected the name of another entry, found a list",
                "5:40: `x` does not begin with a number such as `1.5` or `1,000`",
            ]
        );
    }

    #[test]
    fn what_another_resource_copies_is_told_once() {
        let base = "\n  web: &web {type: fargate, vcpu: 1, memory: 2 GX, schedule: always}";
        let unit = "4:46: `GX` is not a unit of data: use B, KB, MB, GB, TB or PB";
        assert_eq!(
            with_resources(&format!("{base}\n  a: {{like: web}}\n  b: *web")),
            [unit]
        );
    }

    #[test]
    fn a_watched_task_with_a_fault_is_not_missing() {
        let web = "\n  web: {type: fargate, vcpu: 1, memory: 2 GX, schedule: always}";
        let guard = "  guard: {type: guardduty, runtime_monitoring: {fargate_tasks: [web]}}";
        let unit = "4:41: `GX` is not a unit of data: use B, KB, MB, GB, TB or PB";
        assert_eq!(with_resources(&format!("{web}\n{guard}")), [unit]);
    }
}
