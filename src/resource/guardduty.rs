//! Amazon GuardDuty: a detector, billed by what it analyses in the whole account.
//!
//! Rules (Amazon GuardDuty pricing page):
//! * CloudTrail management events, and VPC flow and DNS logs by the GB, are always on;
//! * the other plans are switched on one by one: S3 data events, EKS audit logs, Runtime Monitoring
//!   by vCPU-month (Fargate, EC2, EKS), Lambda network logs, RDS login events by vCPU- or
//!   ACU-month, and malware scans;
//! * every plan but Malware Protection for S3 is free for its first 30 days: [`Scenario::Trial`].
//!
//! A vCPU-month is a vCPU monitored for all the hours of the month.

use std::borrow::Cow;
use std::sync::Arc;

use super::context::{Scenario, UsageContext};
use super::fargate::Task;
use super::schedule::{Flow, Running};
use super::words::number_text;
use crate::exact::{Exact, OutOfRange};
use crate::service::ServiceCode;
use crate::spread::Spread;
use crate::usage::{Pricing, Usage, UsageLine, Working};

/// The row of the cost table.
pub const HEADING: &str = "Amazon GuardDuty";

/// Days of the free trial. Source: GuardDuty pricing page.
pub const TRIAL_DAYS: u32 = 30;

/// A GuardDuty detector with its plans.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Detector {
    /// CloudTrail management events; unknown if not given.
    pub cloudtrail_events: Option<Flow>,
    /// GB of VPC flow and DNS logs; unknown if not given.
    pub flow_and_dns_logs_gb: Option<Flow>,
    /// S3 Protection: data events.
    pub s3_data_events: Option<Flow>,
    /// EKS Protection: audit log events.
    pub eks_audit_log_events: Option<Flow>,
    /// Lambda Protection: GB of network logs.
    pub lambda_network_logs_gb: Option<Flow>,
    /// Runtime Monitoring: the Fargate tasks of the lab that are watched.
    pub fargate_tasks: Vec<WatchedTask>,
    /// Runtime Monitoring: vCPUs of EC2 instances.
    pub ec2_vcpus: Option<Monitored>,
    /// Runtime Monitoring: vCPUs of EKS nodes.
    pub eks_vcpus: Option<Monitored>,
    /// RDS Protection: vCPUs of provisioned instances, by engine.
    pub rds: Option<(Engine, Monitored)>,
    /// RDS Protection: Aurora capacity units of Serverless v2 instances.
    pub aurora_capacity_units: Option<Monitored>,
    /// Malware Protection for EC2: GB of EBS volumes scanned.
    pub ebs_malware_scan_gb: Option<Flow>,
    /// Malware Protection for S3: GB scanned.
    pub s3_malware_scan_gb: Option<Flow>,
    /// Malware Protection for S3: objects evaluated.
    pub s3_malware_scan_objects: Option<Flow>,
}

/// A Fargate task that Runtime Monitoring watches.
#[derive(Clone, Debug, PartialEq)]
pub struct WatchedTask {
    /// Its name in the lab.
    pub name: Arc<str>,
    /// The task.
    pub task: Task,
    /// Whether the participants share it, rather than having one each.
    pub shared: bool,
}

/// So many vCPUs or capacity units, monitored while they run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Monitored {
    /// How many.
    pub units: Spread<Exact>,
    /// When.
    pub running: Running,
}

/// The engine of an RDS instance: RDS Protection's price has an operation for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// `MySQL`.
    MySql,
    /// `PostgreSQL`.
    PostgreSql,
}

impl Engine {
    /// The bill's operation. Source: Amazon RDS bills, `CreateDBInstance:00NN`.
    fn operation(self) -> &'static str {
        match self {
            Self::MySql => "CreateDBInstance:0002",
            Self::PostgreSql => "CreateDBInstance:0014",
        }
    }
}

/// A plan's usage type, without the `Paid` or `Free` in front, and its unit.
struct Plan {
    name: &'static str,
    unit: &'static str,
    description: &'static str,
}

const fn plan(name: &'static str, unit: &'static str, description: &'static str) -> Plan {
    Plan {
        name,
        unit,
        description,
    }
}

const CLOUDTRAIL: Plan = plan("EventsAnalyzed", "Events", "CloudTrail management events");
const LOGS: Plan = plan("EventsAnalyzed-Bytes", "GB", "VPC flow and DNS logs");
const S3_EVENTS: Plan = plan("S3DataEventsAnalyzed", "Events", "S3 data events");
const EKS_EVENTS: Plan = plan("KubernetesAuditLogsAnalyzed", "Events", "EKS audit logs");
const LAMBDA_LOGS: Plan = plan(
    "LambdaNetworkLogsAnalyzed-Bytes",
    "GB",
    "Lambda network logs",
);
const FARGATE: Plan = plan(
    "FargatevCPUMonitored",
    "vCPU-Months",
    "Runtime Monitoring, Fargate",
);
const EC2: Plan = plan("EC2vCPUMonitored", "vCPU-Months", "Runtime Monitoring, EC2");
const EKS: Plan = plan("EKSvCPUMonitored", "vCPU-Months", "Runtime Monitoring, EKS");
const RDS: Plan = plan("RDSvCPUMonitored", "vCPU-Months", "RDS Protection");
const AURORA: Plan = plan(
    "RDSACUMonitored",
    "ACU-Months",
    "RDS Protection, Aurora Serverless",
);
const EBS_SCAN: Plan = plan("MalwareProtectionEBSDataScanned", "GB", "EBS malware scans");
const S3_SCAN: Plan = plan("MalwareProtectionS3DataScanned", "GB", "S3 malware scans");
const S3_OBJECTS: Plan = plan(
    "MalwareProtectionS3ScanRequest",
    "Events",
    "objects for S3 malware scans",
);

/// Collects a detector's lines.
struct Lines<'a> {
    context: &'a UsageContext,
    lines: Vec<UsageLine>,
}

impl Detector {
    /// Everything that a month of the detector is billed for.
    ///
    /// # Errors
    /// [`OutOfRange`] if a quantity cannot be held exactly.
    pub fn usage(&self, context: &UsageContext) -> Result<Vec<UsageLine>, OutOfRange> {
        let mut lines = Vec::new();
        for watched in &self.fargate_tasks {
            lines.append(&mut watched.usage(context)?);
        }
        lines.append(&mut self.own_usage(context)?);
        Ok(lines)
    }

    /// The same without the lab's own Fargate tasks, which are shared or not on their own account.
    ///
    /// # Errors
    /// [`OutOfRange`] if a quantity cannot be held exactly.
    pub fn own_usage(&self, context: &UsageContext) -> Result<Vec<UsageLine>, OutOfRange> {
        let mut lines = Lines {
            context,
            lines: Vec::new(),
        };
        for (plan, flow, label, key) in [
            (
                &CLOUDTRAIL,
                self.cloudtrail_events,
                "events",
                "cloudtrail_events",
            ),
            (&LOGS, self.flow_and_dns_logs_gb, "GB", "flow_and_dns_logs"),
        ] {
            match flow {
                Some(_) => lines.flow(plan, flow, label)?,
                None => lines.unknown(plan, key),
            }
        }
        lines.flow(&S3_EVENTS, self.s3_data_events, "events")?;
        lines.flow(&EKS_EVENTS, self.eks_audit_log_events, "events")?;
        lines.flow(&LAMBDA_LOGS, self.lambda_network_logs_gb, "GB")?;
        lines.monitored(&EC2, None, self.ec2_vcpus.as_ref(), "vCPU")?;
        lines.monitored(&EKS, None, self.eks_vcpus.as_ref(), "vCPU")?;
        if let Some((engine, monitored)) = &self.rds {
            lines.monitored(&RDS, Some(engine.operation()), Some(monitored), "vCPU")?;
        }
        lines.monitored(&AURORA, None, self.aurora_capacity_units.as_ref(), "ACU")?;
        lines.flow(&EBS_SCAN, self.ebs_malware_scan_gb, "GB")?;
        lines.untried(&S3_SCAN, self.s3_malware_scan_gb, "GB")?;
        lines.untried(&S3_OBJECTS, self.s3_malware_scan_objects, "objects")?;
        Ok(lines.lines)
    }

    /// The plans in a few words.
    #[must_use]
    pub fn configuration(&self) -> String {
        let mut parts = Vec::new();
        match self.fargate_tasks.as_slice() {
            [] => {}
            [only] => parts.push(format!("Runtime Monitoring of {}", only.name)),
            several => parts.push(format!(
                "Runtime Monitoring of {} Fargate tasks",
                several.len()
            )),
        }
        let monitored = [(self.ec2_vcpus, "EC2"), (self.eks_vcpus, "EKS")];
        for (monitored, name) in monitored {
            if let Some(monitored) = monitored {
                let vcpus = monitored.units.expected();
                parts.push(format!("Runtime Monitoring of {vcpus} vCPU on {name}"));
            }
        }
        for (flow, name) in [
            (self.cloudtrail_events, "CloudTrail events"),
            (self.flow_and_dns_logs_gb, "GB flow and DNS logs"),
            (self.s3_data_events, "S3 data events"),
            (self.eks_audit_log_events, "EKS audit log events"),
            (self.lambda_network_logs_gb, "GB Lambda network logs"),
            (self.ebs_malware_scan_gb, "GB EBS malware scans"),
            (self.s3_malware_scan_gb, "GB S3 malware scans"),
        ] {
            if let Some(flow) = flow {
                parts.push(format!(
                    "{} {name}/{}",
                    number_text(flow.quantity.expected()),
                    flow.per
                ));
            }
        }
        if self.rds.is_some() || self.aurora_capacity_units.is_some() {
            parts.push("RDS Protection".to_owned());
        }
        parts.join(", ")
    }
}

impl WatchedTask {
    /// What Runtime Monitoring of the task is billed for.
    ///
    /// # Errors
    /// [`OutOfRange`] if a quantity cannot be held exactly.
    pub fn usage(&self, context: &UsageContext) -> Result<Vec<UsageLine>, OutOfRange> {
        let mut lines = Lines {
            context,
            lines: Vec::new(),
        };
        lines.fargate(self)?;
        Ok(lines.lines)
    }
}

impl Lines<'_> {
    fn line(&self, usage_type: &str, plan: &Plan, usage: Usage) -> UsageLine {
        UsageLine {
            resource: self.context.resource.clone(),
            heading: Cow::Borrowed(HEADING),
            service: ServiceCode::GUARDDUTY,
            region: self.context.region,
            usage_type: self.context.region.usage_type(usage_type),
            operation: None,
            unit: Cow::Borrowed(plan.unit),
            description: Cow::Borrowed(plan.description),
            usage,
            pricing: Pricing::List,
        }
    }

    fn unknown(&mut self, plan: &Plan, key: &'static str) {
        let line = self.line(&format!("Paid{}", plan.name), plan, Usage::Unknown { key });
        self.lines.push(line);
    }

    /// A plan with a free trial: in the trial month its first 30 days are billed as `Free…`.
    fn push(
        &mut self,
        plan: &Plan,
        operation: Option<&'static str>,
        description: Option<String>,
        working: Working,
    ) -> Result<(), OutOfRange> {
        let mut paid = self.line(
            &format!("Paid{}", plan.name),
            plan,
            Usage::Known(working.clone()),
        );
        paid.operation = operation.map(Cow::Borrowed);
        if let Some(description) = description {
            paid.description = Cow::Owned(description);
        }
        if self.context.scenario != Scenario::Trial {
            self.lines.push(paid);
            return Ok(());
        }
        let days = self.context.month.days();
        let free_days = Exact::from(TRIAL_DAYS).min(days);
        let mut free = self.line(
            &format!("Free{}", plan.name),
            plan,
            Usage::Unknown { key: "" },
        );
        free.description.clone_from(&paid.description);
        free.usage = Usage::Known(
            working
                .clone()
                .times(free_days, "trial days")?
                .over(days, "days a month")?,
        );
        free.pricing = Pricing::FreeTrial("GuardDuty's 30-day free trial");
        self.lines.push(free);
        let rest = days.minus(free_days)?;
        if !rest.is_zero() {
            paid.usage = Usage::Known(
                working
                    .times(rest, "days after the trial")?
                    .over(days, "days a month")?,
            );
            self.lines.push(paid);
        }
        Ok(())
    }

    fn flow(
        &mut self,
        plan: &Plan,
        flow: Option<Flow>,
        label: &'static str,
    ) -> Result<(), OutOfRange> {
        match flow {
            Some(flow) => self.push(plan, None, None, flow.in_month(self.context.month, label)?),
            None => Ok(()),
        }
    }

    /// Malware Protection for S3 has no trial, and no `Paid` in its usage types.
    fn untried(
        &mut self,
        plan: &Plan,
        flow: Option<Flow>,
        label: &'static str,
    ) -> Result<(), OutOfRange> {
        if let Some(flow) = flow {
            let working = flow.in_month(self.context.month, label)?;
            let line = self.line(plan.name, plan, Usage::Known(working));
            self.lines.push(line);
        }
        Ok(())
    }

    fn monitored(
        &mut self,
        plan: &Plan,
        operation: Option<&'static str>,
        monitored: Option<&Monitored>,
        label: &'static str,
    ) -> Result<(), OutOfRange> {
        let Some(monitored) = monitored else {
            return Ok(());
        };
        let left_running = self.context.scenario == Scenario::LeftRunning;
        let running = if left_running {
            Running::Always
        } else {
            monitored.running
        };
        let month = self.context.month;
        let working = running.hours(Working::of(monitored.units, label), month, |s| s)?;
        self.push(
            plan,
            operation,
            None,
            working.over(month.hours(), "hours a month")?,
        )
    }

    fn fargate(&mut self, watched: &WatchedTask) -> Result<(), OutOfRange> {
        let task = &watched.task;
        let month = self.context.month;
        let working = Working::of(task.tasks, "tasks").times(task.size.vcpu(), "vCPU")?;
        let working = task
            .running_in(self.context.scenario)
            .hours(working, month, |seconds| task.billed_seconds(seconds))?
            .over(month.hours(), "hours a month")?;
        let description = format!("{} of {}", FARGATE.description, watched.name);
        self.push(&FARGATE, None, Some(description), working)
    }
}

#[cfg(test)]
mod tests {
    use super::super::dynamodb::monthly;
    use super::super::fargate::{Architecture, Capacity, OperatingSystem, Size};
    use super::super::schedule::{Per, Runs};
    use super::*;
    use crate::period::Month;

    fn whole(number: u32) -> Exact {
        Exact::from(number)
    }

    fn always(units: u32) -> Monitored {
        Monitored {
            units: whole(units).into(),
            running: Running::Always,
        }
    }

    fn asked(detector: &Detector, month: &str, scenario: Scenario) -> Vec<String> {
        let context = UsageContext {
            resource: "detector".into(),
            region: "ap-southeast-2".parse().unwrap(),
            month: month.parse::<Month>().unwrap(),
            scenario,
        };
        let lines = detector.usage(&context).unwrap();
        let words = |line: &UsageLine| {
            let quantity = line
                .quantity()
                .map(|spread| spread.expected().to_fraction());
            format!(
                "{} {}",
                line.usage_type,
                quantity.unwrap_or_else(|| "?".to_owned())
            )
        };
        lines.iter().map(words).collect()
    }

    fn watched_task() -> WatchedTask {
        let task = Task {
            operating_system: OperatingSystem::Linux,
            architecture: Architecture::X86,
            size: Size::new(OperatingSystem::Linux, Exact::ONE, whole(2)).unwrap(),
            ephemeral_storage_gb: whole(20),
            capacity: Capacity::OnDemand,
            tasks: Exact::ONE.into(),
            running: Running::Runs(Runs {
                count: Exact::ONE.into(),
                per: Per::Day,
                seconds_each: whole(900).into(),
            }),
        };
        WatchedTask {
            name: "ui".into(),
            task,
            shared: false,
        }
    }

    #[test]
    fn a_watched_task_is_a_part_of_a_vcpu_month() {
        let detector = Detector {
            fargate_tasks: vec![watched_task()],
            cloudtrail_events: Some(monthly(whole(10_000))),
            flow_and_dns_logs_gb: Some(monthly(whole(1))),
            ..Detector::default()
        };
        // A quarter of an hour a day is 1/96 of the month.
        assert_eq!(
            asked(&detector, "730h", Scenario::AsPlanned),
            [
                "APS2-PaidFargatevCPUMonitored 1/96",
                "APS2-PaidEventsAnalyzed 10000",
                "APS2-PaidEventsAnalyzed-Bytes 1",
            ]
        );
        assert_eq!(
            asked(&detector, "730h", Scenario::LeftRunning)[0],
            "APS2-PaidFargatevCPUMonitored 1"
        );
    }

    #[test]
    fn the_plans_that_are_always_on_are_unknown_unless_given() {
        assert_eq!(
            asked(&Detector::default(), "730h", Scenario::AsPlanned),
            [
                "APS2-PaidEventsAnalyzed ?",
                "APS2-PaidEventsAnalyzed-Bytes ?"
            ]
        );
    }

    #[test]
    fn the_trial_covers_30_days_of_the_month() {
        let detector = Detector {
            cloudtrail_events: Some(monthly(whole(365))),
            flow_and_dns_logs_gb: Some(monthly(Exact::ZERO)),
            ..Detector::default()
        };
        assert_eq!(
            asked(&detector, "730h", Scenario::Trial)[..2],
            ["APS2-FreeEventsAnalyzed 360", "APS2-PaidEventsAnalyzed 5"]
        );
        assert_eq!(
            asked(&detector, "2026-02", Scenario::Trial),
            [
                "APS2-FreeEventsAnalyzed 365",
                "APS2-FreeEventsAnalyzed-Bytes 0"
            ]
        );
    }

    #[test]
    fn every_other_plan() {
        let one = Some(monthly(Exact::ONE));
        let detector = Detector {
            cloudtrail_events: one,
            flow_and_dns_logs_gb: one,
            s3_data_events: one,
            eks_audit_log_events: one,
            lambda_network_logs_gb: one,
            fargate_tasks: Vec::new(),
            ec2_vcpus: Some(always(4)),
            eks_vcpus: Some(always(8)),
            rds: Some((Engine::PostgreSql, always(2))),
            aurora_capacity_units: Some(always(3)),
            ebs_malware_scan_gb: one,
            s3_malware_scan_gb: one,
            s3_malware_scan_objects: one,
        };
        assert_eq!(
            asked(&detector, "730h", Scenario::AsPlanned)[2..],
            [
                "APS2-PaidS3DataEventsAnalyzed 1",
                "APS2-PaidKubernetesAuditLogsAnalyzed 1",
                "APS2-PaidLambdaNetworkLogsAnalyzed-Bytes 1",
                "APS2-PaidEC2vCPUMonitored 4",
                "APS2-PaidEKSvCPUMonitored 8",
                "APS2-PaidRDSvCPUMonitored 2",
                "APS2-PaidRDSACUMonitored 3",
                "APS2-PaidMalwareProtectionEBSDataScanned 1",
                "APS2-MalwareProtectionS3DataScanned 1",
                "APS2-MalwareProtectionS3ScanRequest 1",
            ]
        );
        let trial = asked(&detector, "730h", Scenario::Trial);
        let without_trial = |line: &&String| line.starts_with("APS2-MalwareProtectionS3");
        assert_eq!(trial.iter().filter(without_trial).count(), 2);
    }
}
