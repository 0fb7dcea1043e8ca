//! Amazon GuardDuty.

use std::mem;

use num_rational::BigRational;
use num_traits::Zero;

use super::meters::Meters;
use super::prices::usage_type;
use crate::big::{ratio, whole};
use crate::lab_plan::{GuardDuty, Kind};

impl Meters<'_> {
    pub(super) fn guardduty(&mut self, detector: &GuardDuty) {
        for name in &detector.watched {
            self.watch(name);
        }
        // These two are always on, so that not to give them is a gap.
        let events = detector.cloudtrail_events.as_ref();
        let events = events.map(|flow| self.in_month(flow));
        self.analyse("EventsAnalyzed", None, events);
        let logs = detector.flow_and_dns_logs.as_ref();
        let logs = logs.map(|flow| self.gb_in_month(flow));
        self.analyse("EventsAnalyzed-Bytes", None, logs);

        let flows = [
            (&detector.s3_data_events, "S3DataEventsAnalyzed"),
            (
                &detector.eks_audit_log_events,
                "KubernetesAuditLogsAnalyzed",
            ),
        ];
        for (flow, plan) in flows {
            if let Some(flow) = flow {
                self.analyse(plan, None, Some(self.in_month(flow)));
            }
        }
        let data = [
            (
                &detector.lambda_network_logs,
                "LambdaNetworkLogsAnalyzed-Bytes",
            ),
            (&detector.ebs_scans, "MalwareProtectionEBSDataScanned"),
        ];
        for (flow, plan) in data {
            if let Some(flow) = flow {
                self.analyse(plan, None, Some(self.gb_in_month(flow)));
            }
        }
        self.monitored(detector);
        self.scans_of_s3(detector);
    }

    /// vCPU- and ACU-months: units that run all month count whole.
    fn monitored(&mut self, detector: &GuardDuty) {
        let runtime = self.hours(&detector.runtime_when) / self.setting.hours();
        let databases = self.hours(&detector.rds_when) / self.setting.hours();
        let operation = detector.rds.as_ref().map(|(engine, _)| match *engine {
            "mysql" => "CreateDBInstance:0002",
            _ => "CreateDBInstance:0014",
        });
        let vcpus = detector.rds.as_ref().map(|(_, vcpus)| vcpus);
        let monitored = [
            (
                detector.ec2_vcpus.as_ref(),
                "EC2vCPUMonitored",
                None,
                &runtime,
            ),
            (
                detector.eks_vcpus.as_ref(),
                "EKSvCPUMonitored",
                None,
                &runtime,
            ),
            (vcpus, "RDSvCPUMonitored", operation, &databases),
            (
                detector.aurora.as_ref(),
                "RDSACUMonitored",
                None,
                &databases,
            ),
        ];
        for (units, plan, operation, part_of_month) in monitored {
            if let Some(units) = units {
                let quantity = self.at(units) * part_of_month;
                self.analyse(plan, operation, Some(quantity));
            }
        }
    }

    /// Runtime Monitoring of a task of this lab: of everybody's, unless the task itself is shared.
    fn watch(&mut self, name: &str) {
        let resource = self
            .plan
            .resources
            .iter()
            .find(|resource| resource.name == name);
        let resource = resource.expect("a resource of the lab");
        let Kind::Fargate(task) = &resource.kind else {
            panic!("{name} is no task");
        };
        let vcpu = ratio(task.vcpu_thousandths, 1_000);
        let vcpu_months = self.task_hours(task) * vcpu / self.setting.hours();
        let of_task = self.people_with(resource);
        let of_detector = mem::replace(&mut self.people, of_task);
        self.analyse("FargatevCPUMonitored", None, Some(vcpu_months));
        self.people = of_detector;
    }

    /// A plan with a trial, which covers the first 30 days of its month.
    fn analyse(&mut self, plan: &str, operation: Option<&str>, quantity: Option<BigRational>) {
        let region = self.setting.region;
        let usage_type = usage_type(region, &format!("Paid{plan}"), false);
        let days = self.setting.days();
        let paid_days = (&days - whole(30)).max(BigRational::zero());
        let quantity = match quantity {
            Some(quantity) if self.setting.scenario == "trial" => Some(quantity * paid_days / days),
            other => other,
        };
        self.count(
            ("AmazonGuardDuty", region),
            &usage_type,
            operation,
            quantity,
        );
    }

    /// Malware Protection for S3 has no trial.
    fn scans_of_s3(&mut self, detector: &GuardDuty) {
        let region = self.setting.region;
        let service = ("AmazonGuardDuty", region);
        let data = detector
            .s3_scans
            .as_ref()
            .map(|flow| self.gb_in_month(flow));
        let objects = detector.s3_objects.as_ref().map(|flow| self.in_month(flow));
        let scans = [(data, "DataScanned"), (objects, "ScanRequest")];
        for (quantity, name) in scans {
            if quantity.is_some() {
                let name = format!("MalwareProtectionS3{name}");
                self.count(service, &usage_type(region, &name, false), None, quantity);
            }
        }
    }
}
