*** Settings ***
Library     readiness.listener.ReadinessListener
