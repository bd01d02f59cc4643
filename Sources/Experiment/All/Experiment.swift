/// The floors of the house under one name; see the README beside this folder.
@_exported public import ExperimentText
@_exported public import ExperimentDiary
@_exported public import ExperimentTrial
@_exported public import ExperimentAnalysis
@_exported public import ExperimentConclusions
@_exported public import ExperimentPlanning
@_exported public import ExperimentSeries
@_exported public import ExperimentReport
@_exported public import ExperimentPages
